import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Ending } from "./http-server.ts";
import { temporaryFolder } from "./layout-files.ts";

/** A certificate and its key, as files. */
export interface CertificateFiles {
	readonly certificate: string;
	readonly key: string;
}

/** An authority of a test that nobody else trusts. */
export interface TestAuthority {
	/** The file with its own certificate. */
	readonly ca: string;
	/** Issues a certificate for names as openssl writes them: `IP:127.0.0.1`, `DNS:registry.test`. */
	issue(name: string, ...alternatives: readonly string[]): CertificateFiles;
}

/** Makes an authority with openssl. */
export async function createAuthority(t: Ending): Promise<TestAuthority> {
	const folder = await temporaryFolder(t);
	const at = (name: string): string => join(folder, name);
	const openssl = (...args: readonly string[]): void => void execFileSync("openssl", args, { stdio: "pipe" });
	const newKey = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"];
	openssl("req", "-x509", ...newKey, "-keyout", at("ca.key"), "-out", at("ca.pem"), "-subj", "/CN=Plimsoll test authority", "-days", "2");
	return {
		ca: at("ca.pem"),
		issue: (name, ...alternatives) => {
			const [key, request, certificate, extensions] = ["key", "csr", "pem", "ext"].map((ending) => at(`${name}.${ending}`)) as [
				string,
				string,
				string,
				string,
			];
			writeFileSync(extensions, `subjectAltName=${[`DNS:${name}`, ...alternatives].join(",")}\n`);
			openssl("req", ...newKey, "-keyout", key, "-out", request, "-subj", `/CN=${name}`);
			const signing = ["-CA", at("ca.pem"), "-CAkey", at("ca.key"), "-CAcreateserial", "-extfile", extensions, "-days", "2"];
			openssl("x509", "-req", "-in", request, "-out", certificate, ...signing);
			return { certificate, key };
		},
	};
}

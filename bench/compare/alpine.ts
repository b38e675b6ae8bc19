import { join } from "node:path";
import { once, write } from "./shell.ts";

/** name, version, origin, licence, the files it owns. */
const PACKAGES = [
	["alpine-baselayout", "3.2.0-r7", "alpine-baselayout", "GPL-2.0-only", ["etc/hosts"]],
	["busybox", "1.29.3-r0", "busybox", "GPL-2.0-only", ["bin/busybox"]],
	["ssl_client", "1.29.3-r0", "busybox", "GPL-2.0-only", ["usr/bin/ssl_client"]],
	["libcrypto1.1", "1.1.1c-r0", "openssl", "OpenSSL", ["lib/libcrypto.so.1.1"]],
	["libssl1.1", "1.1.1c-r0", "openssl", "OpenSSL", ["lib/libssl.so.1.1"]],
	["musl", "1.1.23-r1", "musl", "MIT", ["lib/ld-musl-x86_64.so.1"]],
	["zlib", "1.2.11-r3", "zlib", "Zlib", ["lib/libz.so.1"]],
	["expat", "2.2.6-r0", "expat", "MIT", ["usr/lib/libexpat.so.1"]],
	["libxml2", "2.9.8-r0", "libxml2", "MIT", ["usr/lib/libxml2.so.2"]],
	["py3-yaml", "5.1.2-r1", "py3-yaml", "MIT", ["usr/lib/python3.8/site-packages/PyYAML-5.1.2-py3.8.egg-info"]],
] as const;

/** A root file system as Alpine 3.11 lays it out. No client of Alpine's registry is at hand: the database is written, true to its form. */
export function alpineRootfs(work: string): string {
	const root = join(work, "alpine");
	return once(root, () => {
		const files: Record<string, string> = {
			"etc/alpine-release": "3.11.3\n",
			"etc/os-release": 'NAME="Alpine Linux"\nID=alpine\nVERSION_ID=3.11.3\nPRETTY_NAME="Alpine Linux v3.11"\n',
			"lib/apk/db/installed": PACKAGES.map(stanza).join(""),
		};
		for (const [, , , , owned] of PACKAGES) for (const path of owned) files[path] = "";
		files["usr/lib/python3.8/site-packages/PyYAML-5.1.2-py3.8.egg-info"] = "Metadata-Version: 1.1\nName: PyYAML\nVersion: 5.1.2\n";
		write(root, files);
	});
}

function stanza([name, version, origin, license, owned]: (typeof PACKAGES)[number]): string {
	const header = `C:Q1qKcZ+j23xssAXmgQhkOO8dHnbWw=\nP:${name}\nV:${version}\nA:x86_64\nS:1000\nI:4096\nT:${name}\nU:none\nL:${license}\no:${origin}\nm:Somebody <somebody@example.invalid>\nt:1580000000\n`;
	const files = owned.map((path) => {
		const cut = path.lastIndexOf("/");
		return `F:${path.slice(0, cut)}\nR:${path.slice(cut + 1)}\nZ:Q1qKcZ+j23xssAXmgQhkOO8dHnbWw=\n`;
	});
	return `${header}${files.join("")}\n`;
}

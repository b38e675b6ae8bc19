import type { RegistrySettings } from "@plimsoll/oci";
import { CliError } from "./cli-error.ts";
import type { RegistryCommandOptions } from "./options/registry-options.ts";

/** A password, or a token in its place. */
const MAX_PASSWORD_BYTES = 64 * 1024;

/**
 * What the command line says about registries.
 *
 * @throws {@link CliError} `usage` where a name comes without a password, or the other way round
 */
export async function registrySettingsOf(options: RegistryCommandOptions): Promise<RegistrySettings> {
	const { username, passwordStdin, insecure, caFile, registryMirror } = options;
	if (passwordStdin && username === undefined) throw new CliError("usage", "--password-stdin needs --username");
	const password = await readPassword(options);
	return {
		insecure,
		mirrors: registryMirror,
		...(caFile === undefined ? {} : { caFile }),
		...(username === undefined || password === undefined ? {} : { credentials: { username, password } }),
	};
}

async function readPassword({ username, passwordStdin }: RegistryCommandOptions): Promise<string | undefined> {
	if (passwordStdin) return await readStandardInput();
	if (username === undefined) return undefined;
	const password = process.env["PLIMSOLL_PASSWORD"];
	if (password) return password;
	throw new CliError("usage", "--username needs a password: on standard input with --password-stdin, or in PLIMSOLL_PASSWORD");
}

async function readStandardInput(): Promise<string> {
	let bytes = Buffer.alloc(0);
	for await (const chunk of process.stdin) {
		bytes = Buffer.concat([bytes, chunk as Buffer]);
		if (bytes.length > MAX_PASSWORD_BYTES)
			throw new CliError("usage", `the password on standard input has more than ${MAX_PASSWORD_BYTES} bytes`);
	}
	const password = bytes.toString().replace(/\r?\n$/, "");
	if (password === "") throw new CliError("usage", "--password-stdin found no password on standard input");
	return password;
}

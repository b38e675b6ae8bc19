import { type FlagsOf, invalid } from "./flag.ts";

/** The options of every command that reads from registries. */
export interface RegistryCommandOptions {
	/** Whose password comes on standard input. */
	readonly username?: string;
	readonly passwordStdin: boolean;
	/** Plain http, and certificates that are not verified. */
	readonly insecure: boolean;
	/** Certificates of further authorities to trust. */
	readonly caFile?: string;
	/** Where to look before the registry itself. */
	readonly registryMirror: readonly string[];
	/** Where a bill of materials that stands for the image may come from. */
	readonly sbomSource?: "oci";
}

/** The flags of every command that reads from registries. */
export const registryFlags: FlagsOf<RegistryCommandOptions> = {
	username: { flags: "--username <name>", description: "who to be to the registry that the target names; with --password-stdin" },
	passwordStdin: {
		flags: "--password-stdin",
		description: "read the password, or a token in its place, from standard input",
		default: false,
	},
	insecure: { flags: "--insecure", description: "allow a registry plain http and certificates that nobody vouches for", default: false },
	caFile: { flags: "--ca-file <file>", description: "trust the authorities in this file (PEM) as well" },
	registryMirror: {
		flags: "--registry-mirror <[registry=]host[/path]>",
		description: "look here first for images of a registry (default: docker.io); repeatable",
		default: [],
		parse: (text, previous) => [...(previous ?? []), parseMirror(text)],
	},
	sbomSource: {
		flags: "--sbom-source <oci>",
		description:
			"take the packages from a bill of materials that is attached to the image in its registry, where there is one; nobody verifies it",
		parse: (text) => (text === "oci" ? text : refuse("oci")),
	},
};

function refuse(expected: string): never {
	throw invalid(expected);
}

function parseMirror(text: string): string {
	if (/^(?:[^=\s]+=)?[^=\s]+$/.test(text)) return text;
	throw invalid("HOST[/PATH] or REGISTRY=HOST[/PATH]");
}

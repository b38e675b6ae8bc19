import type { FileHeading } from "@plimsoll/oci";
import type { Executable } from "../../executables/executable.ts";
import { field, isObject } from "../../formats/value.ts";
import { type AssemblyTexts, readAssembly } from "./assembly.ts";
import { bundledDeps, NO_DEPS } from "./bundle.ts";

/** What is kept of an executable: the `deps.json` of a bundle, or what an assembly says of itself. */
export type DotNetExcerpt =
	| { readonly kind: "bundle"; readonly deps: Uint8Array | undefined }
	| { readonly kind: "assembly"; readonly texts: AssemblyTexts };

const BUNDLE = 0x62;
const ASSEMBLY = 0x61;

/** Keeps what tells of .NET in an executable. Satellites hold another assembly's translations. */
export function excerptDotNet(executable: Executable, { path }: FileHeading): Uint8Array | undefined {
	const deps = bundledDeps(executable);
	if (deps !== undefined) return Buffer.concat([Buffer.of(BUNDLE), deps === NO_DEPS ? new Uint8Array(0) : deps]);

	const texts = path.endsWith(".resources.dll") ? undefined : readAssembly(executable);
	return texts === undefined ? undefined : Buffer.concat([Buffer.of(ASSEMBLY), Buffer.from(JSON.stringify(texts))]);
}

/** Reads what {@link excerptDotNet} kept. */
export function readExcerpt(bytes: Uint8Array): DotNetExcerpt {
	const rest = bytes.subarray(1);
	if (bytes[0] === BUNDLE) return { kind: "bundle", deps: rest.length === 0 ? undefined : rest };

	const texts: unknown = JSON.parse(Buffer.from(rest).toString());
	const entries = Object.entries(isObject(texts) ? texts : {}).filter(([key]) => typeof field(texts, key) === "string");
	return { kind: "assembly", texts: Object.fromEntries(entries) as AssemblyTexts };
}

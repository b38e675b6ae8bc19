import { type Executable, sectionOf } from "../../executables/executable.ts";
import { fileName } from "../../file-name.ts";
import { isNuGetName } from "./nuget-package.ts";
import { readVersionTexts } from "./version-resource.ts";

/** How the description of an assembly's types begins: tells .NET from all other libraries for Windows. */
const METADATA = Buffer.from("BSJB\x01\0\x01\0", "latin1");
const RESOURCES = ".rsrc";

/** Written by compilers as either. */
const FILE_NAMES = ["OriginalFilename", "InternalName"] as const;
const VERSIONS = ["ProductVersion", "FileVersion", "Assembly Version", "AssemblyVersion"] as const;

/** What an assembly says of itself. */
export type AssemblyTexts = Readonly<Record<string, string>>;

/** The texts of an assembly's version resource that may tell what it is; undefined for what is no .NET assembly. */
export function readAssembly(executable: Executable): AssemblyTexts | undefined {
	if (executable.format !== "pe" || !isManaged(executable)) return undefined;

	const texts = readVersionTexts(sectionOf(executable, RESOURCES) ?? new Uint8Array(0));
	return Object.fromEntries([...FILE_NAMES, ...VERSIONS].flatMap((key) => (texts.has(key) ? [[key, texts.get(key) ?? ""]] : [])));
}

function isManaged({ sections }: Executable): boolean {
	return sections.some(({ name, read }) => {
		const bytes = name === RESOURCES ? undefined : read();
		return bytes !== undefined && Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(METADATA);
	});
}

/**
 * The name of an assembly: that of its file when it was built, which is the name of its package in nearly all cases; the product's
 * name is one for people.
 */
export function assemblyName(texts: AssemblyTexts, path: string): string {
	const names = [...FILE_NAMES.map((key) => texts[key] ?? ""), fileName(path)].map((name) => name.replace(/\.(?:dll|exe)$/i, ""));
	return names.find(isNuGetName) ?? "";
}

/**
 * The version of an assembly. The SDK writes the package's into the product version, with the commit behind a plus sign; older
 * tools wrote words behind it.
 */
export function assemblyVersion(texts: AssemblyTexts): string | undefined {
	for (const key of VERSIONS) {
		const version = /^v?(\d+(?:\.\d+){1,3}(?:-[0-9A-Za-z.-]+)?)(?:\+\S*)?(?:\s|$)/.exec(texts[key] ?? "")?.[1];
		if (version !== undefined && !/^[0.]+$/.test(version)) return version;
	}
	return undefined;
}

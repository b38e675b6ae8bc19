import type { CoverageSink, Limits, OperatingSystem } from "@plimsoll/core";
import type { FileTree } from "@plimsoll/oci";
import { decodeText } from "../text/decode.ts";
import { buildFacts, wantsOfBuild } from "./build-facts.ts";
import { IDENTIFICATION_FILES, type Identification } from "./identification-files.ts";
import { operatingSystemOf } from "./operating-system.ts";

/** Far more than any such file has. */
const MAX_TEXT_BYTES = 64 * 1024;

const PATHS: ReadonlySet<string> = new Set(IDENTIFICATION_FILES.map((file) => file.path));

const LONGEST_PATH = Math.max(...IDENTIFICATION_FILES.map((file) => file.path.length));

/** Whether a file is needed to identify the operating system. */
export function wantsForOperatingSystem(path: string): boolean {
	// To look a path up is to hash all of it, which for most paths of an image is more work than all other questions.
	return (path.length <= LONGEST_PATH && PATHS.has(path)) || wantsOfBuild(path);
}

/**
 * Tells which operating system a tree holds: by os-release, links resolved, and where there is none by the older files.
 * An operating system without advisories is reported; that there is none is the caller's to judge.
 */
export function identifyOperatingSystem(tree: FileTree, limits: Limits, report: CoverageSink): OperatingSystem | undefined {
	for (const file of IDENTIFICATION_FILES) {
		const text = textAt(tree, file.path);
		const identification = text === undefined ? undefined : file.read(text);
		if (identification === undefined) continue;

		const facts = buildFacts(tree, { cpe: identification.cpe, limits, report });
		const operatingSystem = { ...operatingSystemOf(completed(identification, tree)), ...facts, path: file.path };
		if (operatingSystem.ecosystem === undefined) report(withoutAdvisories(operatingSystem, file.path));
		return operatingSystem;
	}
	return undefined;
}

/** Debian's testing and unstable give neither a version nor always a code name: `debian_version` does. */
function completed(identification: Identification, tree: FileTree): Identification {
	if (identification.versionId !== undefined || identification.codename !== undefined) return identification;

	const text = identification.id === "debian" ? textAt(tree, "/etc/debian_version") : undefined;
	const word = text?.trim().split("/", 1)[0];
	return word !== undefined && /^[a-z]{1,32}$/.test(word) ? { ...identification, codename: word } : identification;
}

function withoutAdvisories({ name, idLike }: OperatingSystem, path: string): Parameters<CoverageSink>[0] {
	const family = idLike.length === 0 ? "" : ` (like ${idLike.join(", ")})`;
	return {
		code: "operating-system-unknown",
		message: `${path}: no ecosystem of advisories is known for "${name}"${family}; its own packages are listed but not matched`,
		path,
	};
}

function textAt(tree: FileTree, path: string): string | undefined {
	const entry = tree.stat(path);
	const bytes = entry?.kind === "file" ? tree.content(entry) : undefined;
	return bytes === undefined ? undefined : decodeText(bytes.subarray(0, MAX_TEXT_BYTES));
}

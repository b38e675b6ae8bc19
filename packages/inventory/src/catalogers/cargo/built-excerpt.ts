import { allBytes, type Executable, sectionOf } from "../../executables/executable.ts";
import { auditSectionOf } from "./audit-data.ts";
import { CratePaths } from "./crate-paths.ts";
import { writeRustExcerpt } from "./rust-excerpt.ts";

/** Where constants are, which are a small part of most executables. */
const CONSTANTS = [".rodata", ".rdata", "__const", "__cstring"];

/** Compilers leave their names here, unless the executable is stripped of it. */
const COMMENTS = ".comment";
const MAX_COMMENT_BYTES = 4096;

/** What an executable says of the crates it was built of: `cargo auditable`'s data, else paths; and of the compiler. */
export function excerptRust(executable: Executable): Uint8Array | undefined {
	const audit = auditSectionOf(executable);
	const compiler = compilerOf(executable);
	const crates = audit === undefined ? cratesIn(executable) : [];
	if (audit === undefined && compiler === undefined && crates.length === 0) return undefined;
	return writeRustExcerpt({ audit, compiler, crates });
}

function cratesIn(executable: Executable): readonly string[] {
	const constants = CONSTANTS.flatMap((name) => sectionOf(executable, name) ?? []);
	const paths = new CratePaths(executable.format === "pe" || executable.format === "unknown");
	for (const bytes of constants.length > 0 ? constants : allBytes(executable)) {
		if (!paths.push(bytes)) break;
	}
	return paths.crates;
}

/** Only of a release; others are before or after it, nobody knows by how much. */
function compilerOf(executable: Executable): string | undefined {
	const comments = sectionOf(executable, COMMENTS)?.subarray(0, MAX_COMMENT_BYTES) ?? new Uint8Array(0);
	return /(?:^|[\0(])rustc version (\d+\.\d+\.\d+) \(/.exec(Buffer.from(comments).toString("latin1"))?.[1];
}

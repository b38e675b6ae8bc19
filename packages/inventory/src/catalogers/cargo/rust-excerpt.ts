import { decodeText } from "../../text/decode.ts";

/** What is kept of an executable that Rust built. */
export interface RustExcerpt {
	/** The version of the compiler, where the executable says it. */
	readonly compiler?: string | undefined;
	/** What `cargo auditable` put in, still compressed. */
	readonly audit?: Uint8Array | undefined;
	/** `NAME VERSION` of crates whose paths stand in it. */
	readonly crates: readonly string[];
}

const LINE_END = 10;

/** Writes an excerpt: a line for the compiler, one for the crates, then the audit data as they are. */
export function writeRustExcerpt({ compiler = "", crates, audit = new Uint8Array(0) }: RustExcerpt): Uint8Array {
	return Buffer.concat([Buffer.from(`${compiler}\n${crates.join(",")}\n`), audit]);
}

/** Reads what {@link writeRustExcerpt} wrote. */
export function readRustExcerpt(bytes: Uint8Array): RustExcerpt {
	const first = bytes.indexOf(LINE_END);
	const second = bytes.indexOf(LINE_END, first + 1);
	const crates = decodeText(bytes.subarray(first + 1, second));
	return {
		compiler: first === 0 ? undefined : decodeText(bytes.subarray(0, first)),
		crates: crates === "" ? [] : crates.split(","),
		audit: second + 1 === bytes.length ? undefined : bytes.subarray(second + 1),
	};
}

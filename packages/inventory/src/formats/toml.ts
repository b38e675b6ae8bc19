import type { Limits } from "@plimsoll/core";
import { parse, TomlError } from "smol-toml";
import { decodeText } from "../text/decode.ts";
import type { Parsed } from "./problem.ts";

/** Parses a TOML file, unless it is nested more deeply than `maxDepth`. */
export function parseToml(bytes: Uint8Array, limits: Limits): Parsed<unknown> {
	try {
		return { value: parse(decodeText(bytes), { maxDepth: limits.maxDepth }) };
	} catch (error) {
		// The parser has no code for it. Its messages quote the document, which may hold a secret, so none is passed on.
		if (error instanceof Error && error.message.includes("excessively nested")) {
			return { problem: { code: "file-limit", message: `TOML nested more than ${limits.maxDepth} deep`, limit: "maxDepth" } };
		}
		const place = error instanceof TomlError ? ` at line ${error.line}` : "";
		return { problem: { code: "file-malformed", message: `not valid TOML${place}` } };
	}
}

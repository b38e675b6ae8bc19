import type { Limits } from "@plimsoll/core";
import { parse, TomlError } from "smol-toml";
import { decodeText, utf8Bytes } from "../text/decode.ts";
import { type Parsed, tooDeep } from "./problem.ts";
import { findTomlProblem } from "./toml-marks.ts";

/** Parses a TOML file, unless it is nested more deeply than `maxDepth` or has more than `maxValues` values. */
export function parseToml(bytes: Uint8Array, limits: Limits): Parsed<unknown> {
	const excess = findTomlProblem(utf8Bytes(bytes), limits);
	if (excess !== undefined) return { problem: excess };

	try {
		return { value: parse(decodeText(bytes), { maxDepth: limits.maxDepth }) };
	} catch (error) {
		// The parser has no code for it. Its messages quote the document, which may hold a secret, so none is passed on.
		if (error instanceof Error && error.message.includes("excessively nested")) {
			return { problem: tooDeep("TOML", limits) };
		}
		const place = error instanceof TomlError ? ` at line ${error.line}` : "";
		return { problem: { code: "file-malformed", message: `not valid TOML${place}` } };
	}
}

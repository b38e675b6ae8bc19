import { type DatabaseIdentity, type DatabaseSource, isDigest } from "@plimsoll/core";
import { type Fields, readList, readObject } from "../osv/fields.ts";
import { SCHEMA_VERSION } from "./schema.ts";

/**
 * Reads the identity that a database carries.
 *
 * @returns undefined where it is not one
 */
export function parseIdentity(text: string): DatabaseIdentity | undefined {
	const fields = readObject(JSON.parse(text));
	const { kind, schemaVersion, contentDigest, advisories } = fields ?? {};
	if (fields === undefined || (kind !== "full" && kind !== "starter") || schemaVersion !== SCHEMA_VERSION) return undefined;
	if (!isDigest(contentDigest) || typeof advisories !== "number") return undefined;

	const sources = readList(fields["sources"]).map(parseSource);
	return { kind, schemaVersion, contentDigest, advisories, ...modifiedOf(fields), sources: sources.filter((one) => one !== undefined) };
}

function parseSource(value: unknown): DatabaseSource | undefined {
	const fields = readObject(value);
	const { name, from, digest, advisories } = fields ?? {};
	if (fields === undefined || typeof name !== "string" || typeof from !== "string") return undefined;
	if (!isDigest(digest) || typeof advisories !== "number") return undefined;
	return { name, from, digest, advisories, ...modifiedOf(fields) };
}

function modifiedOf({ modified }: Fields): { modified?: string } {
	return typeof modified === "string" ? { modified } : {};
}

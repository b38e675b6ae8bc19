import type { AdvisoryFacts } from "../osv/record.ts";
import { asList, asText, asTexts, encodeList } from "./row-fields.ts";

/** The facts of a record as JSON: a list in a fixed order, what is empty at the end left out. The id is the line's key. */
export function encodeFacts(facts: AdvisoryFacts, withProse: boolean): string {
	const { aliases, upstream, related, published = "", modified = "", vectors, word = "", summary = "" } = facts;
	return encodeList([aliases, upstream, related, published, modified, vectors, word, withProse ? summary : ""]);
}

/**
 * Reads what {@link encodeFacts} wrote.
 *
 * @throws where it is something else
 */
export function decodeFacts(id: string, text: string): AdvisoryFacts {
	const [aliases = [], upstream = [], related = [], published = "", modified = "", vectors = [], word = "", summary = ""] = asList(
		JSON.parse(text),
	);
	return {
		id,
		aliases: asTexts(aliases),
		upstream: asTexts(upstream),
		related: asTexts(related),
		vectors: asTexts(vectors),
		...optional("published", asText(published)),
		...optional("modified", asText(modified)),
		...optional("word", asText(word)),
		...optional("summary", asText(summary)),
	};
}

function optional<Name extends string>(name: Name, text: string): { [Key in Name]?: string } {
	return text === "" ? {} : ({ [name]: text } as { [Key in Name]: string });
}

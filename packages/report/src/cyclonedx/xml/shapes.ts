import { type Item, listOf, type Member, type Shape } from "./element.ts";

const plain = (...keys: readonly string[]): readonly Member[] => keys.map((key) => ({ key }));
const of =
	(...keys: readonly string[]) =>
	(): Shape => ({ members: plain(...keys) });

const properties = listOf("properties", "property", () => ({ attributes: ["name"], text: "value" }));
const source: Member = { key: "source", shape: of("name", "url") };

function license(choice: unknown): Item {
	const {
		expression,
		license: single,
		acknowledgement,
	} = choice as {
		readonly expression?: string;
		readonly license?: object;
		readonly acknowledgement?: string;
	};
	if (expression !== undefined)
		return {
			element: "expression",
			value: { expression, acknowledgement },
			shape: { attributes: ["acknowledgement"], text: "expression" },
		};
	return { element: "license", value: single, shape: { attributes: ["acknowledgement"], members: plain("id", "name") } };
}

const evidence: Member = {
	key: "evidence",
	shape: () => ({
		members: [
			{ key: "identity", bare: true, each: (value) => ({ element: "identity", value, shape: of("field", "concludedValue")() }) },
			listOf("occurrences", "occurrence", of("location", "additionalContext")),
		],
	}),
};

/** A component, and those inside of it. */
export const component: Shape = {
	attributes: ["type", "bom-ref"],
	members: [
		{ key: "supplier", shape: of("name") },
		...plain("name", "version", "description", "scope"),
		listOf("hashes", "hash", () => ({ attributes: ["alg"], text: "content" })),
		{ key: "licenses", each: license },
		...plain("cpe", "purl"),
		properties,
		listOf("components", "component", () => component),
		evidence,
	],
};

/** The document's metadata. Until 1.4 tools are a list, since then they are components. */
export const metadata: Shape = {
	members: [
		...plain("timestamp"),
		listOf("lifecycles", "lifecycle", of("phase")),
		{
			key: "tools",
			shape: () => ({ members: [listOf("components", "component", () => component)] }),
			each: (value) => ({ element: "tool", value, shape: of("name", "version")() }),
		},
		{ key: "component", shape: () => component },
		properties,
	],
};

/** A node of the dependency graph. */
export const dependency: Shape = {
	attributes: ["ref"],
	members: [{ key: "dependsOn", bare: true, each: (ref) => ({ element: "dependency", value: { ref }, shape: { attributes: ["ref"] } }) }],
};

/** How complete a part of the document is. */
export const composition: Shape = {
	members: [
		...plain("aggregate"),
		{ key: "assemblies", each: (ref) => ({ element: "assembly", value: { ref }, shape: { attributes: ["ref"] } }) },
	],
};

/** A vulnerability and what it affects. */
export const vulnerability: Shape = {
	attributes: ["bom-ref"],
	members: [
		...plain("id"),
		source,
		listOf("references", "reference", () => ({ members: [...plain("id"), source] })),
		listOf("ratings", "rating", () => ({ members: [source, ...plain("score", "severity", "method", "vector", "justification")] })),
		...plain("description", "recommendation"),
		listOf("advisories", "advisory", of("url")),
		...plain("published", "updated"),
		listOf("affects", "target", () => ({ members: [...plain("ref"), listOf("versions", "version", of("version", "status"))] })),
		properties,
	],
};

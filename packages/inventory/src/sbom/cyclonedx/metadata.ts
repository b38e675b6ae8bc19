import { field, isObject, listOf, textField } from "../../formats/value.ts";
import { describedSubject } from "../described-subject.ts";
import { coverageOf, factsOf } from "../facts.ts";
import { ownSubject, platformOf } from "../own-subject.ts";
import type { SbomCollector } from "../sbom-collector.ts";
import { componentOf } from "./component.ts";
import { takeComponent } from "./components.ts";
import { propertiesOf } from "./values.ts";

/** What stands for the reference of a subject that has none: no component has it. */
const UNNAMED = "\0subject";

/** Takes what a document says of itself and of what it is about. */
export function takeMetadata(metadata: unknown, collected: SbomCollector): void {
	collected.created = textField(metadata, "timestamp");
	collected.creators.push(...creatorsOf(metadata));
	collected.coverage = coverageOf(factsOf(propertiesOf(metadata)));
	const subject = field(metadata, "component");
	if (isObject(subject)) takeSubject(subject, collected);
}

/** Packages may lie inside of the subject; whether it is one itself is told where all others are known. */
function takeSubject(value: unknown, collected: SbomCollector): void {
	const component = componentOf(value);
	const { name, group, version, purl, facts } = component;
	const ref = component.ref === "" ? UNNAMED : component.ref;
	const full = group === undefined || group === "" ? name : `${group}/${name}`;
	collected.describes = describedSubject({
		name: full,
		version,
		purl,
		platform: platformOf(facts),
		isImage: textField(value, "type") === "container",
	});
	collected.subject = ownSubject(facts, version);
	collected.ours = facts.has("kind");
	collected.subjects.add(ref);
	collected.component({ ...component, ref });
	for (const child of listOf(field(value, "components"))) takeComponent(child, collected);
}

/** `tools` is a list until version 1.4, and has components and services since. */
function creatorsOf(metadata: unknown): string[] {
	const tools = field(metadata, "tools");
	const named = [...listOf(tools), ...listOf(field(tools, "components")), ...listOf(field(tools, "services"))];
	const makers = ["manufacture", "manufacturer", "supplier"].map((role) => field(metadata, role));
	return [...named, ...listOf(field(metadata, "authors")), ...makers].flatMap((creator) => {
		const [name, version] = [textField(creator, "name"), textField(creator, "version")];
		return name === undefined ? [] : [version === undefined ? name : `${name} ${version}`];
	});
}

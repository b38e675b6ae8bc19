import { field, isObject, listOf, textField } from "../../formats/value.ts";
import type { Component } from "../component.ts";
import { distributionNamed } from "../distribution.ts";
import { factOf } from "../facts.ts";
import type { SbomCollector } from "../sbom-collector.ts";
import { componentOf } from "./component.ts";
import { propertiesOf } from "./values.ts";

/** Types of components that are software, with what the others are called. */
const NO_SOFTWARE: ReadonlyMap<string, string> = new Map([
	["cryptographic-asset", "cryptographic assets"],
	["data", "data sets"],
	["device", "devices"],
	["file", "files"],
	["machine-learning-model", "machine learning models"],
]);

/**
 * Takes a `component` and those inside of it; false where there is no room for more. Nesting is bounded by the reader of the document.
 *
 * @param container the reference of the component around it
 */
export function takeComponent(value: unknown, collected: SbomCollector, container?: string): boolean {
	if (!isObject(value)) {
		collected.problem({ code: "file-malformed", message: "expected a component, found something else" });
		return true;
	}
	const component = packageIn(value, collected);
	if (component !== undefined && !collected.component(component)) return false;
	const ref = component?.ref ?? "";
	if (container !== undefined && ref !== "") collected.relate({ kind: "contains", from: container, to: ref });
	const inner = ref === "" ? container : ref;
	return listOf(field(value, "components")).every((child) => takeComponent(child, collected, inner));
}

/** What a component is, if it is a package; otherwise what it says is taken. */
function packageIn(value: unknown, collected: SbomCollector): Component | undefined {
	const type = textField(value, "type") ?? "";
	if (type === "operating-system") {
		takeSystem(value, collected);
		return undefined;
	}
	const purl = textField(value, "purl");
	const other = NO_SOFTWARE.get(type);
	if (other !== undefined && purl === undefined) {
		collected.ignore(other);
		return undefined;
	}
	// What Trivy calls an application is a lock file that packages were found in.
	if (purl === undefined && propertiesOf(value).some(([name]) => name === "aquasecurity:trivy:Class")) return undefined;
	return componentOf(value);
}

/** The first is the subject's; what lies in images inside of it may have others. */
function takeSystem(value: unknown, collected: SbomCollector): void {
	if (collected.system !== undefined) return;

	const { facts, locations } = componentOf(value);
	const name = textField(value, "name") ?? "";
	const syft = new Map(propertiesOf(value).filter(([property]) => property.startsWith("syft:distro:")));
	const identification = distributionNamed(
		syft.get("syft:distro:id") ?? name,
		syft.get("syft:distro:versionID") ?? textField(value, "version"),
	);
	if (identification === undefined) return;
	const title = textField(value, "description") ?? syft.get("syft:distro:prettyName");
	const codename = syft.get("syft:distro:versionCodename");
	collected.system = {
		identification: {
			...identification,
			idLike: facts.get("idLike") ?? [],
			...(title === undefined ? {} : { name: title }),
			...(codename === undefined ? {} : { codename }),
		},
		path: factOf(facts, "location") ?? locations[0]?.path,
		namespace: factOf(facts, "namespace"),
		ecosystem: factOf(facts, "ecosystem"),
		ours: facts.size > 0,
	};
}

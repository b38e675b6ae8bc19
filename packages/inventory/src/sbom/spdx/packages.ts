import { isObject, textField } from "../../formats/value.ts";
import type { SbomCollector } from "../sbom-collector.ts";
import { componentOf } from "./package.ts";
import { takeSubject, takeSystem } from "./subject.ts";

/** By its id, since SPDX 2.2 has no purposes. */
const OWN_SYSTEM = "SPDXRef-OperatingSystem";

/** Takes a package of SPDX 2. */
export function takePackage(value: unknown, collected: SbomCollector): boolean {
	if (!isObject(value)) {
		collected.problem({ code: "file-malformed", message: "expected a package, found something else" });
		return true;
	}
	const component = componentOf(value);
	const purpose = textField(value, "primaryPackagePurpose");
	if (purpose === "OPERATING-SYSTEM" || component.ref === OWN_SYSTEM) {
		takeSystem(component, textField(value, "summary"), collected);
		return true;
	}
	// What Trivy found packages in: a lock file, or all packages of one kind.
	if (
		purpose === "APPLICATION" &&
		component.purl === undefined &&
		component.version === undefined &&
		!collected.subjects.has(component.ref)
	) {
		return true;
	}
	takeSubject(component, purpose === "CONTAINER" || component.purl?.startsWith("pkg:oci/") === true, collected);
	return collected.component(component);
}

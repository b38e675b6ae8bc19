/** What media types and predicate types of bills of materials have in their names. */
const FORMATS = /cyclonedx|spdx|syft/;

/** What wraps a statement, which may be about anything. */
const WRAPPINGS: ReadonlySet<string> = new Set(["application/vnd.in-toto+json", "application/vnd.dsse.envelope.v1+json"]);
const BUNDLE = "application/vnd.dev.sigstore.bundle";

/** Where those who attach attestations write what they are about, so that nobody has to fetch them to know. */
const PREDICATE_ANNOTATIONS = ["in-toto.io/predicate-type", "dev.sigstore.bundle.predicateType", "predicateType"];

/** Whether something can be a bill of materials, or an attestation of one, by its media or artifact type and its annotations. */
export function canBeSbom(type: string, annotations: ReadonlyMap<string, string>): boolean {
	if (FORMATS.test(type)) return true;
	if (!WRAPPINGS.has(type) && !type.startsWith(BUNDLE)) return false;
	const predicate = PREDICATE_ANNOTATIONS.map((name) => annotations.get(name)).find((value) => value !== undefined);
	return predicate === undefined || FORMATS.test(predicate);
}

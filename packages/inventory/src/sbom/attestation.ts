import type { JsonDocument } from "./json-document.ts";

/** Attestations inside of attestations; there is no reason for even one. */
const MAX_NESTING = 4;

/**
 * The bill of materials in an in-toto statement, or in a DSSE envelope around one, or in a sigstore bundle around that. Signatures are not looked at.
 *
 * @param open opens the bytes of a JSON document
 * @see https://github.com/in-toto/attestation/blob/main/spec/v1/statement.md
 * @see https://github.com/secure-systems-lab/dsse/blob/master/envelope.md
 * @see https://github.com/sigstore/protobuf-specs/blob/main/protos/sigstore_bundle.proto
 */
export function unwrapAttestation(document: JsonDocument, open: (bytes: Uint8Array) => JsonDocument): JsonDocument {
	let inner = document;
	for (let nesting = 0; nesting < MAX_NESTING; nesting++) {
		const next = innerOf(inner, open);
		if (next === undefined) return inner;
		inner = next;
	}
	return inner;
}

function innerOf(document: JsonDocument, open: (bytes: Uint8Array) => JsonDocument): JsonDocument | undefined {
	if (document.has("predicateType")) return document.document("predicate");
	if (document.has("dsseEnvelope")) return document.document("dsseEnvelope");
	if (document.text("payloadType") !== "application/vnd.in-toto+json") return undefined;

	const payload = document.text("payload");
	return payload === undefined ? undefined : open(Buffer.from(payload, "base64"));
}

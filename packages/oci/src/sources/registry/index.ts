import { type ImageReference, parseImageReference } from "@plimsoll/core";
import { OciError } from "../../errors.ts";
import type { RemoteRequest, RemoteSource } from "../remote-source.ts";

/** What is a path, whether or not anything is there: it is not looked for on the internet. */
const PATH_LIKE = /^[./~]|\.(?:tar|tgz|gz|zst|xz|bz2|zip|json|xml|spdx|cdx|ya?ml|txt)$/i;

/** An image in a registry, by its name as docker reads it. */
export const registry: RemoteSource = {
	prefix: "registry",
	form: "registry:NAME (or NAME alone)",
	recognises: (name) => !PATH_LIKE.test(name) && "reference" in parseImageReference(name),
	// What talks to registries is only loaded where one is talked to.
	open: async (request) => openWith((await import("./open-from-registry.ts")).openFromRegistry, request),
	openAll: async (request) => openWith((await import("./open-from-registry.ts")).openEachFromRegistry, request),
};

async function openWith<T>(open: (reference: ImageReference, request: RemoteRequest) => Promise<T>, request: RemoteRequest): Promise<T> {
	const reference = readReference(request);
	try {
		return await open(reference, request);
	} catch (error) {
		throw request.target === request.name ? withPath(error, request.target) : error;
	}
}

function readReference({ name, target }: RemoteRequest): ImageReference {
	// `registry:5000/app` is a host of that name, as compose files have it, and no prefix.
	const text = /^\d{1,5}\//.test(name) ? target : name;
	const parsed = parseImageReference(text);
	if ("reference" in parsed) return parsed.reference;
	throw new OciError("target-invalid", `${JSON.stringify(text)} is no name of an image: ${parsed.problem}`);
}

/** A target without a prefix may have been meant as a path. */
function withPath(error: unknown, target: string): unknown {
	if (!(error instanceof OciError)) return error;
	const isAbsence = error.code === "manifest-unknown" || error.code === "registry-unauthorised" || error.code === "registry-unreachable";
	if (!isAbsence) return error;
	return new OciError(error.code, `${error.message}; nor is there a path ${target} on this machine`, {
		cause: error,
		...(error.path === undefined ? {} : { path: error.path }),
	});
}

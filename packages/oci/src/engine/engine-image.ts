import { compareText } from "@plimsoll/core";
import type { Environment } from "../environment.ts";
import { OciError } from "../errors.ts";
import { listArchive } from "../files/open-archive.ts";
import { spool } from "../files/spool.ts";
import type { Image } from "../image.ts";
import { isSameName } from "../manifest/image-name.ts";
import type { JsonObject } from "../manifest/json-document.ts";
import { dockerArchive } from "../sources/docker-archive/index.ts";
import { ociArchive } from "../sources/oci-archive/index.ts";
import type { RemoteRequest } from "../sources/remote-source.ts";
import type { OpenRequest } from "../sources/source.ts";
import { EngineClient } from "./engine-client.ts";
import { type EngineName, findEngine } from "./find-engine.ts";
import { describeNear } from "./near-names.ts";

/** What an engine tells of an image. */
interface EngineImage {
	/** What to ask for, so that one image comes and no other of its repository. */
	readonly exportName: string;
	/** Names that the engine knows it by, with tags and with digests. */
	readonly names: readonly string[];
}

/**
 * Opens an image of a container engine: asks for it over Docker's interface, and puts the archive that comes, as `docker save` would
 * write it, into a temporary file.
 *
 * @throws {@link OciError} `engine-unreachable`, `engine-denied`, `engine-failed`, `tag-missing`; as an archive's opening does
 */
export async function openEngineImage(engine: EngineName, request: RemoteRequest, environment: Environment): Promise<Image> {
	const { target, name, platform, limits, signal } = request;
	refuseOddName(target, name);
	const version = engine === "docker" ? environment["DOCKER_API_VERSION"] : undefined;
	const client = new EngineClient(await findEngine(engine, environment, limits), { limits, signal, version });
	const { exportName, names } = await inspect(client, name);

	const path = `${name} from ${client.name}`;
	const stream = await client.stream(`/images/${encodePath(exportName)}/get`);
	const files = await listArchive(await spool(stream, { name: path, limits, signal }), { path, limits, signal });
	try {
		const opening: OpenRequest = { target, files, platform, limits, signal };
		const source = (await ociArchive.recognises(opening)) ? ociArchive : dockerArchive;
		const image = await source.open(opening);
		if (image.kind !== "image") throw new OciError("format-unknown", `${path} is no image`, { path });
		return { ...image, tags: [...new Set([...image.tags, ...names])].sort(compareText) };
	} catch (error) {
		await files.close();
		throw error;
	}
}

async function inspect(client: EngineClient, name: string): Promise<EngineImage> {
	const document = await client.document(`/images/${encodePath(name)}/json`);
	if (document === undefined) {
		const near = describeNear(name, await namesOf(client));
		throw new OciError("tag-missing", `${client.name} has no image named ${name}; ${near}`, { path: client.name });
	}
	const image = document.object();
	const tags = namesIn(image, "RepoTags");
	return {
		exportName: tags.find((tag) => isSameName(tag, name)) ?? image.required("Id").string(),
		names: [...tags, ...namesIn(image, "RepoDigests")],
	};
}

async function namesOf(client: EngineClient): Promise<readonly string[]> {
	const images = (await client.document("/images/json"))?.list() ?? [];
	return images.flatMap((image) => namesIn(image.object(), "RepoTags"));
}

/** An image without a name is `<none>:<none>` to some. */
function namesIn(image: JsonObject, key: "RepoTags" | "RepoDigests"): string[] {
	return image
		.list(key)
		.map((name) => name.string())
		.filter((name) => !name.startsWith("<none>"));
}

/** What is neither a reference nor an id would be part of an address, and could ask for something else. */
function refuseOddName(target: string, name: string): void {
	if (/^[\w][\w.\-:/@+]*$/.test(name) && !/(?:^|\/)\.{0,2}(?:\/|$)/.test(name)) return;
	throw new OciError("target-invalid", `the target ${JSON.stringify(target)} names no image: expected a name such as app:1.0, or an id`);
}

function encodePath(name: string): string {
	return name.split("/").map(encodeURIComponent).join("/");
}

import { directory } from "./directory/index.ts";
import { docker } from "./docker/index.ts";
import { dockerArchive } from "./docker-archive/index.ts";
import { ociArchive } from "./oci-archive/index.ts";
import { ociLayout } from "./oci-layout/index.ts";
import { podman } from "./podman/index.ts";
import { registry } from "./registry/index.ts";
import type { RemoteSource } from "./remote-source.ts";
import { rootfs } from "./rootfs/index.ts";
import { sbom } from "./sbom/index.ts";
import type { Source } from "./source.ts";

/** Every form that can be opened, in the order in which content is tried: the first that recognises it opens it. */
export const SOURCES: readonly Source[] = [ociLayout, ociArchive, dockerArchive, directory, rootfs, sbom];

/** Every place other than a path, in the order in which a target without a prefix is offered to them once no path is there. */
export const REMOTE_SOURCES: readonly RemoteSource[] = [docker, podman, registry];

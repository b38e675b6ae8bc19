import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { run, write } from "./shell.ts";

const BUILDAH = ["--storage-driver", "vfs"];

/** Debian's minimal system with Python packages that dpkg owns, as of the release, without its security updates. */
export function debianRootfs(work: string): string {
	const path = join(work, "debian.tar");
	const hook = `printf 'Package: *\\nPin: release l=Debian-Security\\nPin-Priority: -1\\n' > "$1/etc/apt/preferences.d/release-only"`;
	if (!existsSync(path)) {
		const packages = "--include=python3-requests,python3-yaml,netbase,file";
		run("mmdebstrap", ["--quiet", "--variant=minbase", packages, `--setup-hook=${hook}`, "bookworm", `${path}.part.tar`]);
		run("mv", [`${path}.part.tar`, path]);
	}
	return path;
}

/**
 * Builds a Dockerfile without a daemon; each instruction is a layer.
 *
 * @param context names of the build context, with the folders or files to copy there
 * @returns an OCI layout's folder
 */
export function buildImage(work: string, name: string, dockerfile: readonly string[], context: Readonly<Record<string, string>>): string {
	const layout = join(work, "images", name);
	if (existsSync(join(layout, "index.json"))) return layout;

	const folder = join(work, "contexts", name);
	rmSync(folder, { recursive: true, force: true });
	write(folder, { Dockerfile: `${dockerfile.join("\n")}\n` });
	for (const [to, from] of Object.entries(context)) {
		// Links stay as they are: a package manager's links are part of what is compared.
		cpSync(from, join(folder, to), { recursive: true, verbatimSymlinks: true });
	}
	const tag = `compare-${name}`;
	run("buildah", [...BUILDAH, "bud", "--isolation", "chroot", "--layers", "--quiet", "--tag", tag, folder]);
	mkdirSync(dirname(layout), { recursive: true });
	run("buildah", [...BUILDAH, "push", "--quiet", tag, `oci:${layout}:latest`]);
	return layout;
}

/** The same image in the forms in which images travel, by name. */
export function imageForms(layout: string): Readonly<Record<string, string>> {
	const copy = (to: string, ...args: string[]): void => {
		run("skopeo", ["copy", "--quiet", ...args, `oci:${layout}:latest`, to]);
	};
	const forms = {
		"docker-archive": `${layout}.docker.tar`,
		"oci-archive": `${layout}.oci.tar`,
		"oci-archive-gzip": `${layout}.oci.tar.gz`,
		"oci-zstd": `${layout}-zstd`,
		"docker-archive-buildah": `${layout}.buildah.tar`,
	};
	if (existsSync(forms["docker-archive-buildah"])) return forms;
	copy(`docker-archive:${forms["docker-archive"]}:compare:latest`);
	copy(`oci-archive:${forms["oci-archive"]}:latest`);
	writeFileSync(forms["oci-archive-gzip"], gzipSync(readFileSync(forms["oci-archive"]), { level: 1 }));
	copy(`oci:${forms["oci-zstd"]}:latest`, "--dest-compress-format", "zstd");
	const tag = `compare-${layout.split("/").at(-1)}`;
	run("buildah", [...BUILDAH, "push", "--quiet", tag, `docker-archive:${forms["docker-archive-buildah"]}:compare:latest`]);
	return forms;
}

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { fileURLToPath } from "node:url";
import { bothViews } from "../testing/both-views.ts";
import { directory, file, opaque, symlink, tar, whiteout } from "../testing/index.ts";
import { requireTool } from "../testing/require-tool.ts";

const EXAMPLE = fileURLToPath(new URL("../../../../examples/vulnerable-app", import.meta.url));
const skip = requireTool("umoci") || requireTool("mmdebstrap");

/** What such an image is later read for, and small: databases, documentation, configuration. */
const wants = (path: string): boolean => /^\/(?:etc|var|app|opt)\/|\.(?:json|list|md5sums)$|copyright$/.test(path);

test("the example image is squashed as umoci unpacks it", { skip }, async (t) => {
	const views = await bothViews(`${EXAMPLE}:latest`, { bundle: join(temporaryFolder(t), "bundle"), wants });

	assert.ok(views !== undefined && views.squashed.length > 500, "umoci unpacks the image");
	assert.deepEqual(views.squashed, views.unpacked);
	assert.deepEqual(views.coverage, []);
});

test("a Debian by mmdebstrap, changed by further layers, is squashed as umoci unpacks it", { skip, timeout: 300_000 }, async (t) => {
	const folder = temporaryFolder(t);
	const image = `${join(folder, "layout")}:latest`;
	const rootfs = join(folder, "rootfs.tar");
	const changes = join(folder, "changes.tar");
	execFileSync("mmdebstrap", ["--quiet", "--variant=essential", "bookworm", rootfs], { stdio: ["ignore", "ignore", "pipe"] });
	writeFileSync(changes, tar(CHANGES));
	execFileSync("umoci", ["init", "--layout", join(folder, "layout")]);
	execFileSync("umoci", ["new", "--image", image]);
	for (const layer of [rootfs, changes]) execFileSync("umoci", ["raw", "add-layer", "--image", image, layer]);

	const views = await bothViews(image, { bundle: join(folder, "bundle"), wants });

	assert.ok(views !== undefined && views.squashed.length > 3000, "umoci unpacks the image");
	assert.deepEqual(views.squashed, views.unpacked);
	assert.deepEqual(views.coverage, []);
});

/** Through the link of a merged /usr, over a folder, into an opaque folder, and a folder that becomes a link. */
const CHANGES = [
	file("lib/added-through-a-link", "x"),
	whiteout("etc/passwd"),
	opaque("var/lib/dpkg/info"),
	file("var/lib/dpkg/info/only.list", "/.\n"),
	symlink("usr/share/doc", "/var/lib"),
	directory("media"),
	file("media/here", "y"),
];

function temporaryFolder(t: TestContext): string {
	const folder = mkdtempSync(join(tmpdir(), "plimsoll-real-"));
	t.after(() => rmSync(folder, { recursive: true, force: true }));
	return folder;
}

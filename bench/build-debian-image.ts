/**
 * Builds the large Debian image of the benchmarks: about 640 MB in one gzip layer, as an OCI layout and as a docker archive.
 * Needs Debian, root, mmdebstrap, umoci and skopeo, and reaches Debian's archive.
 *
 * Usage: node bench/build-debian-image.ts FOLDER → FOLDER/debian (OCI layout), FOLDER/debian.tar (docker archive)
 */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";

/** A build machine's worth of packages, from the release without its security updates: their absence is a finding each. */
const PACKAGES = [
	"ca-certificates",
	"curl",
	"gcc",
	"git",
	"nginx",
	"nodejs",
	"npm",
	"openssh-server",
	"python3-pip",
	"python3-requests",
	"python3-jinja2",
	"wget",
];

/** Keeps the security suite out, as far as a release version exists. */
const WITHOUT_SECURITY = `printf 'Package: *\\nPin: release l=Debian-Security\\nPin-Priority: -1\\n' > "$1/etc/apt/preferences.d/release-only"`;

const [target] = process.argv.slice(2);
if (target === undefined) throw new Error("usage: node bench/build-debian-image.ts FOLDER");

mkdirSync(target, { recursive: true });
const rootfs = join(target, "rootfs.tar");
const layout = join(target, "debian");
if (!existsSync(rootfs)) {
	run("mmdebstrap", ["--variant=minbase", `--include=${PACKAGES.join(",")}`, `--setup-hook=${WITHOUT_SECURITY}`, "bookworm", rootfs]);
}
rmSync(layout, { recursive: true, force: true });
rmSync(`${layout}.tar`, { force: true });
run("umoci", ["init", "--layout", layout]);
run("umoci", ["new", "--image", `${layout}:latest`]);
run("umoci", ["raw", "add-layer", "--image", `${layout}:latest`, rootfs]);
run("skopeo", ["copy", "--quiet", `oci:${layout}:latest`, `docker-archive:${layout}.tar:debian:latest`]);

function run(command: string, args: readonly string[]): void {
	execFileSync(command, args, { stdio: ["ignore", "inherit", "inherit"] });
}

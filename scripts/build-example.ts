/**
 * Builds the example image: a small distroless-style Debian base, a JavaScript and a Python application, with packages
 * that are genuinely vulnerable. Everything comes from the package registries by their ordinary clients (apt-get, npm,
 * pip), so this runs on Debian 12; the result is committed as an OCI layout.
 *
 * Usage: node scripts/build-example.ts FOLDER
 */
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Packages of the first release of Debian 12's libraries, without the security updates; `=` picks that version. */
const DEBIAN = ["base-files", "busybox-static", "libexpat1/bookworm", "libnghttp2-14/bookworm", "liblzma5/bookworm", "zlib1g", "netbase"];
const NPM = ["lodash@4.17.15", "minimist@1.2.0", "axios@0.21.0", "qs@6.5.2"];
const PYPI = ["jinja2==2.10", "urllib3==1.24.1", "requests==2.19.1", "idna==2.7"];

/** Every file carries this time, so that the same packages give the same image. */
const EPOCH = 1_700_000_000;

const target = process.argv[2];
if (target === undefined) throw new Error("usage: node scripts/build-example.ts FOLDER");

const work = mkdtempSync(join(tmpdir(), "plimsoll-example-"));
try {
	build(target);
} finally {
	rmSync(work, { recursive: true, force: true });
}

function build(layout: string): void {
	rmSync(layout, { recursive: true, force: true });
	run("umoci", ["init", "--layout", layout]);
	run("umoci", ["new", "--image", `${layout}:latest`]);
	insert(layout, baseLayer(), "COPY rootfs/ / # base-files, busybox-static and libraries of Debian 12");
	insert(layout, npmLayer(), "RUN npm ci --omit=dev # /app");
	insert(layout, pythonLayer(), "RUN pip install --target /opt/report -r requirements.txt");
	configure(layout);
	run("umoci", ["gc", "--layout", layout]);
}

/** Distroless' form: no package manager, one control file a package. */
function baseLayer(): string {
	const root = folder("base");
	const downloads = folder("debs");
	execFileSync("apt-get", ["download", ...DEBIAN], { cwd: downloads, stdio: ["ignore", "ignore", "inherit"] });
	for (const file of readdirSync(downloads).sort()) addDeb(join(downloads, file), root);
	for (const extra of ["usr/share/doc", "usr/share/man", "usr/share/lintian", "usr/share/bug"]) prune(join(root, extra));
	return root;
}

function addDeb(deb: string, root: string): void {
	run("dpkg-deb", ["--extract", deb, root]);
	const control = run("dpkg-deb", ["--field", deb]);
	const name = /^Package: (.+)$/m.exec(control)?.[1] ?? "unknown";
	const status = join(root, "var/lib/dpkg/status.d");
	mkdirSync(status, { recursive: true });
	writeFileSync(join(status, name), control);

	const sums = join(folder(`control-${name}`), "md5sums");
	run("dpkg-deb", ["--control", deb, join(sums, "..")]);
	if (existsSync(sums)) cpSync(sums, join(status, `${name}.md5sums`));
}

/** Copyright files stay: they are small and name the licences. */
function prune(path: string): void {
	if (!existsSync(path)) return;
	for (const entry of readdirSync(path, { recursive: true, withFileTypes: true, encoding: "utf8" })) {
		if (entry.isFile() && entry.name !== "copyright") rmSync(join(entry.parentPath, entry.name));
	}
}

function npmLayer(): string {
	const root = folder("npm");
	const app = join(root, "app");
	mkdirSync(app);
	writeFileSync(join(app, "package.json"), `${JSON.stringify({ name: "example-app", version: "1.0.0", private: true }, undefined, 2)}\n`);
	run("npm", [
		"install",
		"--prefix",
		app,
		"--ignore-scripts",
		"--no-audit",
		"--no-fund",
		"--save-exact",
		"--omit-lockfile-registry-resolved",
		...NPM,
	]);
	// Builds and sources that nobody loads on a server.
	for (const heavy of ["axios/dist", "qs/dist", "lodash/fp"]) rmSync(join(app, "node_modules", heavy), { recursive: true, force: true });
	return root;
}

function pythonLayer(): string {
	const root = folder("python");
	run("pip", ["install", "--quiet", "--no-compile", "--only-binary=:all:", "--no-deps", "--target", join(root, "opt/report"), ...PYPI]);
	return root;
}

function insert(layout: string, root: string, createdBy: string): void {
	execFileSync("find", [root, "-exec", "touch", "--no-dereference", "--date", `@${EPOCH}`, "{}", "+"]);
	const date = new Date(EPOCH * 1000).toISOString();
	const history = ["--history.created_by", createdBy, "--history.created", date];
	run("umoci", ["insert", "--rootless", "--image", `${layout}:latest`, ...history, root, "/"]);
}

function configure(layout: string): void {
	const date = new Date(EPOCH * 1000).toISOString();
	const settings = ["--config.user", "65532:65532", "--config.entrypoint", "/bin/busybox", "--config.cmd", "httpd", "--config.cmd", "-f"];
	run("umoci", [
		"config",
		"--image",
		`${layout}:latest`,
		"--no-history",
		"--created",
		date,
		"--architecture",
		"amd64",
		"--os",
		"linux",
		...settings,
	]);
}

function folder(name: string): string {
	const path = join(work, name);
	mkdirSync(path, { recursive: true });
	return path;
}

function run(command: string, args: readonly string[]): string {
	return execFileSync(command, args, { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
}

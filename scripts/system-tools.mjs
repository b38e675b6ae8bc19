// The system tools that integration tests use, and how to have them on Debian.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

/** Tool → Debian package. */
const TOOLS = {
	skopeo: "skopeo",
	umoci: "umoci",
	mmdebstrap: "mmdebstrap",
	buildah: "buildah",
	podman: "podman",
	containerd: "containerd",
	openssl: "openssl",
	go: "golang-go",
	rustc: "rustc",
	xmllint: "libxml2-utils",
	python3: "python3-venv",
	"docker-registry": "docker-registry",
};

/**
 * Installs the missing tools where that is ours to do: in CI, on Debian, as root.
 *
 * @returns {string[]} the tools that are missing afterwards
 */
export function ensureSystemTools() {
	const missing = missingTools();
	if (missing.length > 0 && process.env.CI === "true" && existsSync("/etc/debian_version") && process.getuid?.() === 0) {
		console.log(`Installing ${missing.join(", ")} …`);
		const environment = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
		const packages = missing.map((tool) => TOOLS[tool]);
		for (const args of [
			["update", "-qq"],
			["install", "-y", "-qq", "--no-install-recommends", ...packages],
		]) {
			const result = spawnSync("apt-get", args, { stdio: ["ignore", "ignore", "inherit"], env: environment });
			if (result.status !== 0) console.error(`apt-get ${args[0]} failed with exit code ${result.status}`);
		}
	}
	return missingTools();
}

function missingTools() {
	return Object.keys(TOOLS).filter((tool) => !isOnPath(tool));
}

function isOnPath(tool) {
	return (process.env.PATH ?? "").split(delimiter).some((folder) => folder !== "" && existsSync(join(folder, tool)));
}

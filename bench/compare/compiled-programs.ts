import { cpSync, existsSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { once, run } from "./shell.ts";

/** Programs of many modules: one stripped by the linker, one not. */
const GO_PROGRAMS = [
	["github.com/google/go-containerregistry/cmd/crane@v0.19.0", "-s -w"],
	["github.com/mikefarah/yq/v4@v4.40.5", ""],
] as const;

/** Go programs as `go install` builds them. */
export function goPrograms(work: string): string {
	const folder = join(work, "go-programs");
	return once(folder, () => {
		for (const [program, flags] of GO_PROGRAMS) {
			run("go", ["install", "-trimpath", `-ldflags=${flags}`, program], {
				environment: { GOBIN: folder, GOTOOLCHAIN: "local", CGO_ENABLED: "0" },
			});
		}
	});
}

/** A Rust program that says of which crates it was built, and one that does not. */
export function rustPrograms(work: string): string {
	const folder = join(work, "rust-programs");
	const tools = join(work, "cargo-auditable");
	return once(folder, () => {
		if (!existsSync(join(tools, "bin/cargo-auditable"))) {
			run("cargo", ["install", "--quiet", "--locked", "--root", tools, "cargo-auditable@0.6.4"]);
		}
		const environment = { PATH: `${join(tools, "bin")}:${process.env["PATH"]}` };
		const target = join(work, "cargo-target");
		run("cargo", ["auditable", "install", "--quiet", "--locked", "--root", join(target, "audited"), "hexyl@0.14.0"], { environment });
		run("cargo", ["install", "--quiet", "--locked", "--root", join(target, "plain"), "hexyl@0.13.1"]);
		mkdirSync(folder, { recursive: true });
		for (const kind of ["audited", "plain"]) {
			for (const file of readdirSync(join(target, kind, "bin"))) cpSync(join(target, kind, "bin", file), join(folder, `${file}-${kind}`));
		}
	});
}

import type { BuildSettings } from "./build-settings.ts";

/** The version of the module that was built. */
export interface MainVersion {
	readonly text: string;
	/** Whether it says which release this is. A commit after none that the build knew of does not: it would be older than all. */
	readonly isRelease: boolean;
}

/** What Go writes in the place of a version that it does not know. */
export const UNKNOWN_VERSION = "(devel)";

const VERSION_NAME = /(?:^|\.)(?:(?:app|build|git|release)?_?version|tag)$/i;
const VERSION = /^v?\d+\.\d+(?:\.\d+)?(?:[-+.][0-9A-Za-z.+-]+)?$/;
/** The commit of a build without a tag before it. */
const UNTAGGED = /^v0\.0\.0-(?:0\.)?\d{14}-[0-9a-f]{12}/;
const MAX_FLAGS_LENGTH = 64 * 1024;

/**
 * Tells the version of the module that was built: as Go knows it, else as the linker was told to write it into a variable of
 * that name, else the commit.
 */
export function mainVersion(build: BuildSettings): MainVersion {
	const known = build.main?.version ?? "";
	if (known !== "" && known !== UNKNOWN_VERSION) return { text: known, isRelease: !UNTAGGED.test(known) };

	const linked = linkedVersion(build);
	if (linked !== undefined) return { text: linked.startsWith("v") ? linked : `v${linked}`, isRelease: true };
	return { text: commitVersion(build) ?? UNKNOWN_VERSION, isRelease: false };
}

function linkedVersion({ settings, main }: BuildSettings): string | undefined {
	const flags = (settings.get("-ldflags") ?? "").slice(0, MAX_FLAGS_LENGTH);
	const candidates: { rank: number; version: string }[] = [];
	for (const [, single, double, bare] of flags.matchAll(/-X[= ]\s*(?:'([^']*)'|"([^"]*)"|(\S+))/g)) {
		const assignment = single ?? double ?? bare ?? "";
		const equals = assignment.indexOf("=");
		const name = assignment.slice(0, equals);
		const version = assignment.slice(equals + 1).replace(/^(['"])(.*)\1$/, "$2");
		if (equals > 0 && VERSION_NAME.test(name) && VERSION.test(version)) candidates.push({ rank: rankOf(name, main?.path), version });
	}
	return candidates.sort((a, b) => a.rank - b.rank)[0]?.version;
}

/** A variable of the program itself before one of its module, and that before one of a library that keeps versions. */
function rankOf(name: string, module: string | undefined): number {
	if (name.startsWith("main.")) return 0;
	return module !== undefined && module !== "" && name.startsWith(module) ? 1 : 2;
}

/** As Go itself writes a commit without a tag. */
function commitVersion({ settings }: BuildSettings): string | undefined {
	const revision = settings.get("vcs.revision") ?? "";
	const time = (settings.get("vcs.time") ?? "").replace(/\D/g, "");
	return /^[0-9a-f]{12,}$/.test(revision) && time.length === 14 ? `v0.0.0-${time}-${revision.slice(0, 12)}` : undefined;
}

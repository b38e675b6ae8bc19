import { tooLong } from "../../formats/problem.ts";
import { decodeText } from "../../text/decode.ts";
import { LineCursor } from "../../text/line-cursor.ts";
import type { Declaration } from "./declared-formats.ts";

const LINE = /^([^\s:=]+):([^\s:=]+):([^\s:=]+)(?:=(\S*))?$/;

/**
 * Reads a lock of Gradle: `group:artifact:version=configuration,…` lines; before Gradle 7 one file for each configuration,
 * named after it. What only configurations for tests have, or the build itself, is for development.
 *
 * @see https://docs.gradle.org/current/userguide/dependency_locking.html
 */
export function readGradleLock({ path, bytes, limits, declared, problem }: Declaration): void {
	const build = path.endsWith("/buildscript-gradle.lockfile") || path.endsWith("/settings-gradle.lockfile");
	const file = path.slice(path.lastIndexOf("/") + 1).replace(/\.lockfile$/, "");
	const lines = new LineCursor(decodeText(bytes), limits.maxLineBytes);
	while (lines.next()) {
		if (lines.oversized) {
			problem(tooLong(lines.number, limits));
			continue;
		}
		const line = lines.line.trim();
		if (line === "" || line[0] === "#" || line.startsWith("empty=")) continue;

		const [, groupId, artifactId, version, configurations] = LINE.exec(line) ?? [];
		if (version === undefined) {
			problem({ code: "file-malformed", message: `line ${lines.number}: expected group:artifact:version=configurations` });
			continue;
		}
		const users = configurations === undefined ? [file] : configurations.split(",");
		declared({ groupId, artifactId, version, development: build || users.every(isForTests) });
	}
}

/** `testRuntimeClasspath`, `integrationTestCompileClasspath`, `androidTest…`, `debugUnitTest…`; not `latestRelease`. */
function isForTests(configuration: string): boolean {
	return /^test(?![a-z])|Test(?![a-z])/.test(configuration);
}

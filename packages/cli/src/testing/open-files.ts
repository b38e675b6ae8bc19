import assert from "node:assert/strict";
import { readdirSync, readlinkSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";

/** Whether a process has something open at a path, or below it. Linux only. */
export function hasOpenBelow(pid: number | undefined, path: string): boolean {
	const folder = `/proc/${pid}/fd`;
	return ifThere(() => readdirSync(folder), []).some((descriptor) =>
		ifThere(() => readlinkSync(`${folder}/${descriptor}`), "").startsWith(path),
	);
}

/** What a process has open may be closed, and the process gone, by the time it is looked at. */
function ifThere<T>(look: () => T, otherwise: T): T {
	try {
		return look();
	} catch {
		return otherwise;
	}
}

/** Waits until something is so, which must be within half a minute. */
export async function until(isSo: () => boolean): Promise<void> {
	const last = performance.now() + 30_000;
	while (!isSo()) {
		assert.ok(performance.now() < last, "it has not come to this");
		await delay(5);
	}
}

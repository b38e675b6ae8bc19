import { mkdtemp, open, readdir, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { messageOf } from "@plimsoll/core";
import { AdvisoryError } from "../errors.ts";

/** Hours after which a work folder is what a killed build left behind; a build takes minutes. */
const STALE_HOURS = 24;

/**
 * Runs something that makes a file, in a folder beside it, and then puts the file in its place in one step. Where anything
 * fails the file that was there stays, and the folder goes. What an earlier, killed run left is removed.
 *
 * @param make writes the file and returns its path in the folder, with what it has to say
 * @throws {@link AdvisoryError} `output-unwritable`; whatever `make` throws
 */
export async function replaceFile<Result>(
	output: string,
	make: (folder: string) => Promise<{ readonly file: string; readonly result: Result }>,
): Promise<Result> {
	const folder = await writing(output, () => makeFolder(output));
	try {
		const { file, result } = await make(folder);
		await writing(output, () => putInPlace(file, output));
		return result;
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

async function makeFolder(output: string): Promise<string> {
	const prefix = `.${basename(output)}.build-`;
	for (const entry of await readdir(dirname(output))) {
		if (!entry.startsWith(prefix)) continue;
		const left = join(dirname(output), entry);
		if (Date.now() - (await stat(left)).mtimeMs > STALE_HOURS * 3_600_000) await rm(left, { recursive: true, force: true });
	}
	if ((await stat(output).catch(() => undefined))?.isDirectory() === true) throw new Error("it is a folder");
	return await mkdtemp(join(dirname(output), prefix));
}

/** The content reaches the disk before the name does. */
async function putInPlace(file: string, output: string): Promise<void> {
	await sync(file);
	await rename(file, output);
	await sync(dirname(output));
}

async function sync(path: string): Promise<void> {
	const handle = await open(path, "r");
	try {
		await handle.sync();
	} finally {
		await handle.close();
	}
}

async function writing<Result>(output: string, step: () => Promise<Result>): Promise<Result> {
	try {
		return await step();
	} catch (error) {
		throw new AdvisoryError("output-unwritable", `${output}: could not be written: ${messageOf(error)}`, { path: output, cause: error });
	}
}

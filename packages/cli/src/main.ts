import { enableCompileCache } from "node:module";
import { homedir } from "node:os";
import { join } from "node:path";

// Below the user's own cache folder: a cache in the shared temporary folder could be planted by others.
enableCompileCache(join(process.env["XDG_CACHE_HOME"] || join(homedir(), ".cache"), "plimsoll", "compile"));

const { run } = await import("./run.ts");
process.exitCode = await run(process.argv.slice(2));

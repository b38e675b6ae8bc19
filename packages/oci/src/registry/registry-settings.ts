import { homedir } from "node:os";
import type { Environment } from "../environment.ts";
import type { Patience } from "./http/patience.ts";

/** How registries are talked to. Left out, all is as other tools on this machine have it. */
export interface RegistrySettings {
	/** For the registry that the user names, before any that are found on this machine. */
	readonly credentials?: { readonly username: string; readonly password: string };
	/** Allows plain http, and does not verify certificates. */
	readonly insecure?: boolean;
	/** A file with certificates (PEM) of further authorities to trust. */
	readonly caFile?: string;
	/** Where to look first: `HOST[/PATH]` for docker.io, `REGISTRY=HOST[/PATH]` for another. */
	readonly mirrors?: readonly string[];
	/** This process's unless given. */
	readonly environment?: Environment;
	readonly patience?: Partial<Patience>;
}

/** The environment that settings are read from. */
export function environmentOf(settings: RegistrySettings): Environment {
	return settings.environment ?? process.env;
}

/** The user's home folder. */
export function homeOf(environment: Environment): string {
	return environment["HOME"] ?? homedir();
}

import type { Environment } from "../environment.ts";
import type { Patience } from "../registry/http/patience.ts";
import type { RegistrySettings } from "../registry/registry-settings.ts";

/** Little patience, for tests of what does not answer. */
export const IMPATIENT: Partial<Patience> = {
	connectMs: 2000,
	headersMs: 2000,
	bodyMs: 2000,
	attempts: 3,
	backOffMs: 1,
	maxRetryAfterMs: 20,
};

/** Settings that know nothing of this machine's. */
export function settingsFor(home: string, settings: RegistrySettings = {}): RegistrySettings {
	const { environment, patience, ...others } = settings;
	return { ...others, environment: { ...emptyHome(home), ...environment }, patience: { ...IMPATIENT, ...patience } };
}

/** An environment with a home folder and nothing else. */
export function emptyHome(home: string): Environment {
	return { HOME: home, XDG_RUNTIME_DIR: `${home}/run`, CONTAINERS_REGISTRIES_CONF: "", PATH: `${home}/bin` };
}

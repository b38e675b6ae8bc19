export type { Referrer } from "../referrers/referrer-source.ts";
export type { RepositoryName } from "./credentials/auth-key.ts";
export type { FetchedManifest } from "./fetch-manifest.ts";
export { type ListOptions, RegistryClient, type RegistryClientOptions } from "./registry-client.ts";
export type { RegistrySettings } from "./registry-settings.ts";

import type { IncomingMessage } from "node:http";
import { defaultLimits } from "@plimsoll/core";
import { RegistryClient } from "../registry/registry-client.ts";
import type { RegistrySettings } from "../registry/registry-settings.ts";
import { type Ending, serve, type TestServer } from "./http-server.ts";
import { settingsFor } from "./impatient.ts";
import { LayoutFiles, temporaryFolder } from "./layout-files.ts";
import { memoryRegistry, sendError } from "./memory-registry.ts";
import { grantedBy, type TokenServerOptions, tokenServer } from "./token-server.ts";

/** Credentials that the token server of {@link authorisingRegistry} takes. */
export const ME: RegistrySettings = { credentials: { username: "me", password: "p4ssword" } };

/** A registry that wants to know who asks, and the server of its tokens. */
export interface AuthorisingRegistry {
	readonly registry: TestServer;
	readonly tokens: TestServer;
	/** Resolves a tag, and then fetches a blob. */
	pull(settings: RegistrySettings): Promise<void>;
}

/** What a registry asks for, given how it was asked; undefined lets through. */
export type Guard = (request: IncomingMessage, realm: string) => string | undefined;

/** Wants a token that grants an action on `org/app`. */
export function bearerGuard(action: string = "pull", error: string = ""): Guard {
	return ({ headers }, realm) => {
		if (grantedBy(headers.authorization, "org/app").includes(action)) return undefined;
		return `Bearer realm="${realm}",service="registry.test",scope="repository:org/app:${action}"${headers.authorization ? error : ""}`;
	};
}

/** Starts both, on different addresses: that tokens come from elsewhere is usual. */
export async function authorisingRegistry(
	t: Ending,
	guard: Guard,
	tokenOptions: Partial<TokenServerOptions> = {},
): Promise<AuthorisingRegistry> {
	const files = new LayoutFiles();
	const image = files.image();
	const blob = files.blob(Buffer.from("a layer"), "application/octet-stream");
	const grants = (user: string | undefined): readonly string[] => (user === undefined ? [] : ["pull"]);
	const tokens = await serve(t, tokenServer({ users: { me: "p4ssword" }, grants, ...tokenOptions }), { address: "127.0.0.2" });
	const content = memoryRegistry({
		files,
		tags: { "1.0": image },
		guard: (request, response) => {
			const challenge = guard(request, `${tokens.origin}/token?fixed=1`);
			if (challenge === undefined) return false;
			sendError(response, 401, "UNAUTHORIZED", { "www-authenticate": challenge });
			return true;
		},
	});
	const registry = await serve(t, content);
	const home = await temporaryFolder(t);
	return {
		registry,
		tokens,
		pull: async (settings) => {
			const client = new RegistryClient({ settings: settingsFor(home, settings), limits: defaultLimits() });
			t.after(async () => client.close());
			const name = { registry: registry.host, repository: "org/app" };
			await client.resolve({ ...name, tag: "1.0" });
			await Array.fromAsync(client.blob(name, blob));
		},
	};
}

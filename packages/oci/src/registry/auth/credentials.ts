/** What proves to a registry who one is. */
export type Credentials =
	| { readonly kind: "password"; readonly username: string; readonly password: string }
	| {
			/** A refresh token, as `docker login` keeps it. */
			readonly kind: "identity-token";
			readonly token: string;
			readonly username?: string;
			readonly password?: string;
	  }
	| {
			/** Sent as it is. */
			readonly kind: "bearer";
			readonly token: string;
	  }
	| {
			/** Of Microsoft Entra, to be exchanged for a refresh token of an Azure container registry. */
			readonly kind: "entra-token";
			readonly token: string;
			readonly tenant?: string;
	  };

/** Credentials, and where they were found. */
export interface FoundCredentials {
	readonly credentials?: Credentials;
	/** For messages: `the command line`, `/home/me/.docker/config.json`. */
	readonly origin?: string;
	/** Why there may be credentials that could not be had. */
	readonly problem?: string;
}

/** Everything in credentials that no message may show. */
export function secretsOf(credentials: Credentials | undefined): readonly string[] {
	if (credentials === undefined) return [];
	const secrets = credentials.kind === "password" ? [credentials.password] : [credentials.token];
	return credentials.kind === "identity-token" && credentials.password !== undefined ? [...secrets, credentials.password] : secrets;
}

/** The value of an `authorization` header for a name and a password. */
export function basic(username: string, password: string): string {
	return `Basic ${Buffer.from(`${username}:${password}`).toString("base64")}`;
}

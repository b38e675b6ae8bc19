import { isSystemError, messageOf, neutralise } from "@plimsoll/core";

/**
 * Why there is no answer to use:
 * - `unreachable`: no connection, or one that broke off; another attempt may help
 * - `absent`: nobody of that name, or nobody listening
 * - `tls`: whoever answers does not speak TLS
 * - `certificate`: the other side is not who it should be
 * - `proxy`: the proxy did not let us through
 * - `refused`: we do not follow where the answer leads
 * - `malformed`: the answer is no HTTP, or not what was asked for
 */
export type NetworkProblem = "unreachable" | "absent" | "tls" | "certificate" | "proxy" | "refused" | "malformed";

/** An exchange failed. Its message goes to users, so it holds neither credentials nor the query of an address. */
export class NetworkError extends Error {
	readonly problem: NetworkProblem;

	constructor(problem: NetworkProblem, message: string) {
		super(message);
		this.name = "NetworkError";
		this.problem = problem;
	}
}

const ABSENT = ["ENOTFOUND", "ECONNREFUSED", "EHOSTUNREACH", "ENETUNREACH", "EADDRNOTAVAIL"];
const NOT_TLS = ["EPROTO", "ERR_SSL_WRONG_VERSION_NUMBER", "ERR_SSL_PACKET_LENGTH_TOO_LONG", "ERR_SSL_UNKNOWN_PROTOCOL"];
const CERTIFICATE = /CERT|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER|SELF_SIGNED|ERR_TLS_/;

/** What an error of Node's network modules comes down to. */
export function networkErrorOf(error: unknown): NetworkError {
	if (error instanceof NetworkError) return error;
	const code = error instanceof Error && "code" in error ? String(error.code) : "";
	// Its message quotes the proxy's address, which may carry a password.
	if (code === "ERR_PROXY_INVALID_CONFIG") return new NetworkError("proxy", "the proxy that the environment names is no valid address");
	if (code.startsWith("ERR_PROXY")) return new NetworkError("proxy", "the proxy did not open a tunnel");
	if (code.startsWith("HPE_")) return new NetworkError("malformed", `the answer is no proper HTTP (${code})`);

	const message = neutralise(messageOf(error), 200);
	if (isSystemError(error, ...ABSENT)) return new NetworkError("absent", message);
	if (isSystemError(error, ...NOT_TLS)) return new NetworkError("tls", `it does not speak TLS as expected (${code})`);
	if (CERTIFICATE.test(code)) return new NetworkError("certificate", `its certificate is not trusted: ${message}`);
	return new NetworkError("unreachable", message);
}

import type { RemoteSource } from "../remote-source.ts";

/** An image of podman, asked for over the socket of `podman system service`. */
export const podman: RemoteSource = {
	prefix: "podman",
	form: "podman:NAME",
	recognises: () => false,
	open: async (request) => (await import("../../engine/engine-image.ts")).openEngineImage("podman", request, process.env),
};

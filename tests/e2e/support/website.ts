import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

let servers: Server[] = [];

/** A website of a municipality, at an origin of its own. @returns its address */
export async function website(html: string): Promise<string> {
	const server = createServer((_request, response) => response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end(html));
	servers.push(server);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

export async function closeWebsites(): Promise<void> {
	await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
	servers = [];
}

declare module 'pdfkit/js/pdfkit.standalone.js' {
	const maker: new (options: Record<string, unknown>) => unknown;
	export default maker;
}

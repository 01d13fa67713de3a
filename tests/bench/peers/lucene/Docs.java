// SPDX-License-Identifier: LGPL-3.0-or-later

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** The corpus, one record at a time; safe for several threads. */
final class Docs implements AutoCloseable {
	static final class Doc {
		String id = "", source = "", author = "", kind = "";
		String region = "", title = "", text = "";
		long time;
	}

	private final JsonFactory json = new JsonFactory();
	private final BufferedReader in;

	Docs(String path) throws IOException {
		in = Files.newBufferedReader(Path.of(path),
				StandardCharsets.UTF_8);
	}

	/** Null at the end. */
	Doc next() throws IOException {
		String line;
		synchronized (this) {
			line = in.readLine();
		}
		return line == null ? null : parse(line);
	}

	private Doc parse(String line) throws IOException {
		Doc doc = new Doc();
		try (JsonParser p = json.createParser(line)) {
			p.nextToken();
			while (p.nextToken() != JsonToken.END_OBJECT) {
				String name = p.currentName();
				p.nextToken();
				String value = p.getText();
				switch (name) {
				case "id": doc.id = value; break;
				case "source": doc.source = value; break;
				case "author": doc.author = value; break;
				case "kind": doc.kind = value; break;
				case "region": doc.region = value; break;
				case "title": doc.title = value; break;
				case "text": doc.text = value; break;
				case "published":
					doc.time = Instant.parse(value).getEpochSecond();
					break;
				default: break;
				}
			}
		}
		return doc;
	}

	/** The peers have no tone of their own: four values by the number in
	 * the id. */
	static long tone(Doc doc) {
		return Long.parseLong(doc.id.substring(1)) * 2654435761L >> 7 & 3;
	}

	@Override
	public void close() throws IOException {
		in.close();
	}
}

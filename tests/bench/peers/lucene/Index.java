// SPDX-License-Identifier: LGPL-3.0-or-later

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.id.IndonesianAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.BytesRef;

/**
 * Index CORPUS FOLDER THREADS stored|plain|sorted: an index as one would build
 * it for monitoring. IndonesianAnalyzer without stop words; title and text in one
 * field with positions; time as point and doc value, which lets newest-first
 * skip; day, source and tone as doc values. 'sorted' keeps the documents newest
 * first as well (text stored), so that such a search ends early.
 */
final class Index {
	private static Document document(Docs.Doc doc, boolean stored) {
		Document out = new Document();
		Field.Store store = stored ? Field.Store.YES : Field.Store.NO;
		out.add(new StringField("id", doc.id, store));
		if (!doc.title.isEmpty()) {
			out.add(new TextField("body", doc.title, Field.Store.NO));
		}
		out.add(new TextField("body", doc.text, Field.Store.NO));
		out.add(new LongPoint("time", doc.time));
		out.add(new NumericDocValuesField("time", doc.time));
		out.add(new NumericDocValuesField("day", doc.time / 86400));
		out.add(new NumericDocValuesField("tone", Docs.tone(doc)));
		out.add(new SortedDocValuesField("source",
				new BytesRef(doc.source)));
		if (stored) {
			out.add(new StoredField("time", doc.time));
			out.add(new StoredField("source", doc.source));
			out.add(new StoredField("author", doc.author));
			out.add(new StoredField("kind", doc.kind));
			out.add(new StoredField("region", doc.region));
			out.add(new StoredField("title", doc.title));
			out.add(new StoredField("text", doc.text));
		}
		return out;
	}

	private static void work(Docs docs, IndexWriter writer, boolean stored)
			throws Exception {
		for (Docs.Doc doc; (doc = docs.next()) != null;) {
			writer.addDocument(document(doc, stored));
		}
	}

	public static void main(String[] args) throws Exception {
		int threads = Integer.parseInt(args[2]);
		boolean stored = !args[3].equals("plain");
		IndexWriterConfig config = new IndexWriterConfig(
				new IndonesianAnalyzer(CharArraySet.EMPTY_SET));
		config.setRAMBufferSizeMB(128);
		if (args[3].equals("sorted")) {
			config.setIndexSort(new Sort(
				new SortField("time", SortField.Type.LONG, true)));
		}
		config.setOpenMode(IndexWriterConfig.OpenMode.CREATE);
		AtomicReference<Exception> failed = new AtomicReference<>();
		try (Docs docs = new Docs(args[0]);
				FSDirectory folder = FSDirectory.open(Path.of(args[1]));
				IndexWriter writer = new IndexWriter(folder, config)) {
			Thread[] thread = new Thread[threads - 1];
			for (int i = 0; i < thread.length; i++) {
				thread[i] = new Thread(() -> {
					try {
						work(docs, writer, stored);
					} catch (Exception e) {
						failed.set(e);
					}
				});
				thread[i].start();
			}
			work(docs, writer, stored);
			for (Thread one : thread) {
				one.join();
			}
			writer.commit();
		}
		if (failed.get() != null) {
			throw failed.get();
		}
	}
}

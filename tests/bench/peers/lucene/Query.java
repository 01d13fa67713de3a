// SPDX-License-Identifier: LGPL-3.0-or-later

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.id.IndonesianAnalyzer;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.queryparser.classic.QueryParser;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Collector;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.IndexOrDocValuesQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.store.FSDirectory;

/**
 * Query FOLDER QUERIES: the operations of every query, warm, in one process.
 * QUERIES has a header; columns name, lucene, since, until. A line out:
 * name, operation, matches, median in microseconds.
 */
final class Query {
	private static final int TOP = 20;
	private static final boolean CPU = "cpu".equals(
			System.getenv("BENCH_CLOCK"));
	private static final Sort NEWEST = new Sort(
			new SortField("time", SortField.Type.LONG, true));
	private static final List<String> OPERATIONS = List.of("newest",
			"newest in range", "bm25", "count", "day", "source", "tone",
			"newest shown", "bm25 shown");

	private static final class Ask {
		String name;
		org.apache.lucene.search.Query query, ranged;
	}

	private final IndexSearcher searcher;

	private Query(IndexSearcher searcher) {
		this.searcher = searcher;
	}

	private long show(TopDocs docs) throws IOException {
		long size = 0;
		for (ScoreDoc one : docs.scoreDocs) {
			String text = searcher.storedFields().document(one.doc)
				.get("text");
			size += text == null ? 0 : text.length();
		}
		return size;
	}

	/** One thread, so one collector. */
	private void tally(Ask ask, Collector collector) throws IOException {
		searcher.search(ask.query, new CollectorManager<Collector, Void>() {
			@Override
			public Collector newCollector() {
				return collector;
			}

			@Override
			public Void reduce(Collection<Collector> all) {
				return null;
			}
		});
	}

	private long run(Ask ask, String operation) throws IOException {
		switch (operation) {
		case "newest":
			return searcher.search(ask.query, TOP, NEWEST).scoreDocs.length;
		case "newest in range":
			return searcher.search(ask.ranged, TOP, NEWEST)
				.scoreDocs.length;
		case "bm25":
			return searcher.search(ask.query, TOP).scoreDocs.length;
		case "count":
			return searcher.count(ask.query);
		case "newest shown":
			return show(searcher.search(ask.query, TOP, NEWEST));
		case "bm25 shown":
			return show(searcher.search(ask.query, TOP));
		case "source":
			Map<String, Long> names = new HashMap<>();
			tally(ask, new Tally.Sources("source", names));
			return names.size();
		default:
			long[] counts = new long[operation.equals("day") ? 65536 : 4];
			tally(ask, new Tally.Numbers(operation, counts));
			return counts[0];
		}
	}

	/** Nanoseconds by the wall, or by the processor where BENCH_CLOCK is
	 * cpu. */
	private static long now() {
		return CPU ? ManagementFactory.getThreadMXBean()
			.getCurrentThreadCpuTime() : System.nanoTime();
	}

	/** Median of up to 15 runs, fewer of slow ones. */
	private double time(Ask ask, String operation) throws IOException {
		long[] took = new long[15];
		int n = 0;
		for (long all = 0; n < 15 && (n < 5 || all < 400_000_000L); n++) {
			long start = now();
			run(ask, operation);
			took[n] = now() - start;
			all += took[n];
		}
		Arrays.sort(took, 0, n);
		return took[n / 2] / 1000.0;
	}

	/** By points or by doc values, whichever is less work. */
	private static org.apache.lucene.search.Query range(long since,
			long last) {
		return new IndexOrDocValuesQuery(
			LongPoint.newRangeQuery("time", since, last),
			NumericDocValuesField.newSlowRangeQuery("time", since, last));
	}

	private static List<Ask> read(String path) throws Exception {
		List<String> lines = Files.readAllLines(Path.of(path));
		List<String> head = Arrays.asList(lines.get(0).split("\t"));
		QueryParser parser = new QueryParser("body",
				new IndonesianAnalyzer(CharArraySet.EMPTY_SET));
		parser.setDefaultOperator(QueryParser.Operator.AND);
		List<Ask> asks = new ArrayList<>();
		for (String line : lines.subList(1, lines.size())) {
			String[] cell = line.split("\t");
			String text = cell[head.indexOf("lucene")];
			if (text.equals("-")) {
				continue;
			}
			Ask ask = new Ask();
			ask.name = cell[head.indexOf("name")];
			ask.query = parser.parse(text);
			ask.ranged = new BooleanQuery.Builder()
				.add(ask.query, BooleanClause.Occur.MUST)
				.add(range(Long.parseLong(cell[head.indexOf("since")]),
					Long.parseLong(cell[head.indexOf("until")]) - 1),
					BooleanClause.Occur.FILTER)
				.build();
			asks.add(ask);
		}
		return asks;
	}

	public static void main(String[] args) throws Exception {
		try (FSDirectory folder = FSDirectory.open(Path.of(args[0]));
				DirectoryReader reader = DirectoryReader.open(folder)) {
			IndexSearcher searcher = new IndexSearcher(reader);
			// What a repeated query would find in a cache is not asked.
			searcher.setQueryCache(null);
			Query bench = new Query(searcher);
			List<Ask> asks = read(args[1]);
			// The compiler of the JVM is warm after some rounds.
			long until = System.nanoTime() + 15_000_000_000L;
			for (int round = 0; round < 12
					&& (round < 2 || System.nanoTime() < until); round++) {
				for (Ask ask : asks) {
					for (String operation : OPERATIONS) {
						bench.run(ask, operation);
					}
				}
			}
			for (Ask ask : asks) {
				int n = searcher.count(ask.query);
				for (String operation : OPERATIONS) {
					System.out.printf("%s\t%s\t%d\t%.1f%n", ask.name,
							operation, n, bench.time(ask, operation));
				}
			}
		}
	}
}

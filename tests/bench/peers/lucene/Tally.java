// SPDX-License-Identifier: LGPL-3.0-or-later

import java.io.IOException;
import java.util.Map;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SimpleCollector;

/** Collectors that count matches by a doc value: the fastest way there is. */
final class Tally {
	private Tally() {
	}

	static final class Numbers extends SimpleCollector {
		private final String field;
		private final long[] counts;
		private NumericDocValues values;

		Numbers(String field, long[] counts) {
			this.field = field;
			this.counts = counts;
		}

		@Override
		protected void doSetNextReader(LeafReaderContext leaf)
				throws IOException {
			values = leaf.reader().getNumericDocValues(field);
		}

		@Override
		public void collect(int doc) throws IOException {
			if (values.advanceExact(doc)) {
				counts[(int) values.longValue()]++;
			}
		}

		@Override
		public ScoreMode scoreMode() {
			return ScoreMode.COMPLETE_NO_SCORES;
		}
	}

	static final class Sources extends SimpleCollector {
		private final String field;
		private final Map<String, Long> names;
		private SortedDocValues values;
		private long[] counts;

		Sources(String field, Map<String, Long> names) {
			this.field = field;
			this.names = names;
		}

		@Override
		protected void doSetNextReader(LeafReaderContext leaf)
				throws IOException {
			values = leaf.reader().getSortedDocValues(field);
			counts = new long[values.getValueCount()];
		}

		@Override
		public void collect(int doc) throws IOException {
			if (values.advanceExact(doc)) {
				counts[values.ordValue()]++;
			}
		}

		@Override
		public void finish() throws IOException {
			for (int i = 0; i < counts.length; i++) {
				if (counts[i] != 0) {
					names.merge(values.lookupOrd(i).utf8ToString(),
							counts[i], Long::sum);
				}
			}
		}

		@Override
		public ScoreMode scoreMode() {
			return ScoreMode.COMPLETE_NO_SCORES;
		}
	}
}

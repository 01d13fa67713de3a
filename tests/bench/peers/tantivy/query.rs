// SPDX-License-Identifier: LGPL-3.0-or-later
//! The operations of every query, timed warm.

use crate::Result;
use std::collections::HashMap;
use std::ops::Bound;
use std::time::Instant;
use tantivy::collector::{Collector, Count, SegmentCollector, TopDocs};
use tantivy::columnar::Column;
use tantivy::query::{BooleanQuery, Query, QueryParser, RangeQuery, RegexQuery};
use tantivy::schema::{Field, Value};
use tantivy::{Index, Order, Searcher, SegmentReader, TantivyDocument, Term};

const TOP: usize = 20;

/// Counts matches by a fast field.
struct Tally(&'static str);
struct TallySegment(Column<u64>, Vec<u64>);

impl Collector for Tally {
    type Fruit = u64;
    type Child = TallySegment;
    fn for_segment(&self, _: u32, reader: &SegmentReader) -> tantivy::Result<TallySegment> {
        let (column, n) = match self.0 {
            "source" => {
                let source = reader.fast_fields().str("source")?.unwrap();
                let n = source.num_terms();
                (source.ords().clone(), n)
            }
            name => (reader.fast_fields().u64(name)?, 65536),
        };
        Ok(TallySegment(column, vec![0; n]))
    }
    fn requires_scoring(&self) -> bool {
        false
    }
    fn merge_fruits(&self, parts: Vec<u64>) -> tantivy::Result<u64> {
        Ok(parts.iter().sum())
    }
}

impl SegmentCollector for TallySegment {
    type Fruit = u64;
    fn collect(&mut self, doc: u32, _: f32) {
        if let Some(value) = self.0.first(doc) {
            self.1[value as usize] += 1;
        }
    }
    fn harvest(self) -> u64 {
        self.1.iter().filter(|n| **n > 0).count() as u64
    }
}

struct Ask {
    name: String,
    query: Box<dyn Query>,
    ranged: Box<dyn Query>,
}

fn show(searcher: &Searcher, body: Field, found: Vec<tantivy::DocAddress>) -> Result<usize> {
    let mut size = 0;
    for at in found {
        let one: TantivyDocument = searcher.doc(at)?;
        size += one.get_first(body).and_then(|v| v.as_str().map(str::len)).unwrap_or(0);
    }
    Ok(size)
}

fn one(searcher: &Searcher, body: Field, ask: &Ask, operation: &str) -> Result<usize> {
    let newest = || TopDocs::with_limit(TOP).order_by_fast_field::<i64>("time", Order::Desc);
    let best = || TopDocs::with_limit(TOP).order_by_score();
    Ok(match operation {
        "newest" => searcher.search(&ask.query, &newest())?.len(),
        "newest in range" => searcher.search(&ask.ranged, &newest())?.len(),
        "bm25" => searcher.search(&ask.query, &best())?.len(),
        "count" => searcher.search(&ask.query, &Count)?,
        "day" => searcher.search(&ask.query, &Tally("day"))? as usize,
        "source" => searcher.search(&ask.query, &Tally("source"))? as usize,
        "tone" => searcher.search(&ask.query, &Tally("tone"))? as usize,
        _ => {
            let found = searcher.search(&ask.query, &best())?;
            show(searcher, body, found.into_iter().map(|(_, at)| at).collect())?
        }
    })
}

fn read(index: &Index, path: &str) -> Result<Vec<Ask>> {
    let schema = index.schema();
    let (body, time) = (schema.get_field("body")?, schema.get_field("time")?);
    let mut parser = QueryParser::for_index(index, vec![body]);
    parser.set_conjunction_by_default();
    let text = std::fs::read_to_string(path)?;
    let mut lines = text.lines();
    let head: Vec<&str> = lines.next().unwrap_or("").split('\t').collect();
    let mut asks = Vec::new();
    for line in lines {
        let cell: HashMap<&str, &str> = head.iter().copied().zip(line.split('\t')).collect();
        let text = cell["tantivy"];
        if text == "-" {
            continue;
        }
        let query: Box<dyn Query> = match text.strip_suffix('*') {
            Some(prefix) => Box::new(RegexQuery::from_pattern(&format!("{prefix}.*"), body)?),
            None => parser.parse_query(text)?,
        };
        let bound = |name: &str| -> Result<Term> {
            Ok(Term::from_field_i64(time, cell[name].parse()?))
        };
        let range = RangeQuery::new(
            Bound::Included(bound("since")?),
            Bound::Excluded(bound("until")?),
        );
        let ranged = BooleanQuery::intersection(vec![query.box_clone(), Box::new(range)]);
        asks.push(Ask { name: cell["name"].to_string(), query, ranged: Box::new(ranged) });
    }
    Ok(asks)
}

pub fn run(folder: &str, queries: &str) -> Result<()> {
    let index = Index::open_in_dir(folder)?;
    let body = index.schema().get_field("body")?;
    let searcher = index.reader()?.searcher();
    for ask in read(&index, queries)? {
        let matches = searcher.search(&ask.query, &Count)?;
        for operation in
            ["newest", "newest in range", "bm25", "count", "day", "source", "tone", "bm25 shown"]
        {
            let mut took = Vec::new();
            let begin = Instant::now();
            one(&searcher, body, &ask, operation)?;
            while took.len() < 15 && (took.len() < 5 || begin.elapsed().as_millis() < 400) {
                let start = Instant::now();
                one(&searcher, body, &ask, operation)?;
                took.push(start.elapsed().as_nanos());
            }
            took.sort();
            let median = took[took.len() / 2] as f64 / 1000.0;
            println!("{}\t{}\t{}\t{:.1}", ask.name, operation, matches, median);
        }
    }
    Ok(())
}

// SPDX-License-Identifier: LGPL-3.0-or-later
//! tantivy: no stemmer for Indonesian is there, so its default tokenizer;
//! positions, stored text, fast fields for time, day, source and tone.
//!   tantivy-peer index CORPUS FOLDER THREADS
//!   tantivy-peer query FOLDER QUERIES
//! A line out: name, operation, matches, median in microseconds.

mod query;

use std::fs::File;
use std::io::{BufRead, BufReader};
use tantivy::schema::{Schema, FAST, INDEXED, STORED, STRING, TEXT};
use tantivy::{doc, Index, IndexWriter};

pub type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

fn schema() -> Schema {
    let mut schema = Schema::builder();
    schema.add_text_field("id", STRING | STORED);
    schema.add_text_field("title", STORED);
    schema.add_text_field("body", TEXT | STORED);
    schema.add_i64_field("time", FAST | INDEXED | STORED);
    schema.add_u64_field("day", FAST);
    schema.add_u64_field("tone", FAST);
    schema.add_text_field("source", STRING | FAST | STORED);
    schema.add_text_field("author", STORED);
    schema.build()
}

/// Seconds since 1970 of '2026-11-01T00:00:00Z'.
fn seconds(text: &str) -> i64 {
    let n = |from: usize, to: usize| text[from..to].parse::<i64>().unwrap_or(0);
    let (y, m, d) = (n(0, 4), n(5, 7), n(8, 10));
    let y = if m <= 2 { y - 1 } else { y };
    let era = y / 400;
    let of_era = y - era * 400;
    let of_year = (153 * ((m + 9) % 12) + 2) / 5 + d - 1;
    let day = era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
    day * 86400 + n(11, 13) * 3600 + n(14, 16) * 60 + n(17, 19)
}

fn index(corpus: &str, folder: &str, threads: usize) -> Result<()> {
    std::fs::create_dir_all(folder)?;
    let schema = schema();
    let index = Index::create_in_dir(folder, schema.clone())?;
    let mut writer: IndexWriter = index.writer_with_num_threads(threads, 128 << 20)?;
    let field = |name: &str| schema.get_field(name);
    let (id, title, body) = (field("id")?, field("title")?, field("body")?);
    let (time, day, tone) = (field("time")?, field("day")?, field("tone")?);
    let (source, author) = (field("source")?, field("author")?);
    for line in BufReader::with_capacity(1 << 20, File::open(corpus)?).lines() {
        let row: serde_json::Value = serde_json::from_str(&line?)?;
        let text = |name: &str| row[name].as_str().unwrap_or("");
        let at = seconds(text("published"));
        let number: u64 = text("id")[1..].parse()?;
        let mut one = doc!(id => text("id"), body => text("text"), time => at,
            day => (at / 86400) as u64,
            tone => number.wrapping_mul(2654435761) >> 7 & 3,
            source => text("source"), author => text("author"));
        if !text("title").is_empty() {
            one.add_text(title, text("title"));
            one.add_text(body, text("title"));
        }
        writer.add_document(one)?;
    }
    writer.commit()?;
    writer.wait_merging_threads()?;
    Ok(())
}

fn main() -> Result<()> {
    let args: Vec<String> = std::env::args().collect();
    match args[1].as_str() {
        "index" => index(&args[2], &args[3], args[4].parse()?),
        _ => query::run(&args[2], &args[3]),
    }
}

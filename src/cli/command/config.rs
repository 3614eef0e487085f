//! `izde config`.

use std::path::Path;

use serde_json::{Value, json};

use crate::cli::args::ConfigArgs;
use crate::cli::config::{Files, InForce, Origin, Setting, shown};
use crate::cli::exit::Exit;
use crate::cli::screen::Screen;
use crate::output::json::line;
use crate::output::sanitize::sanitized_line;

pub(in crate::cli) fn run(args: &ConfigArgs, screen: &Screen) -> anyhow::Result<Exit> {
    let files = Files::read()?;
    let force = InForce::among(&args.index, &files)?;
    if args.json {
        screen.print(&(line(&as_json(&force, &files)) + "\n"))?;
        return Ok(Exit::Found);
    }
    if files.paths().next().is_none() {
        let users = files.users_path.as_ref().map(|path| format!(", and there is no {}", path.display()));
        screen.tell(&format!("no izde.toml here or in a folder above{}", users.unwrap_or_default()));
    }
    for (name, value, origin) in rows(&force) {
        screen.print(&format!("{name:<12}{}  ({})\n", sanitized_line(&value), sanitized_line(&origin)))?;
    }
    for (name, place) in files.collections() {
        screen.print(&format!(
            "{:<12}{}  ({})\n",
            "there is",
            sanitized_line(name),
            sanitized_line(&place.to_string())
        ))?;
    }
    Ok(Exit::Found)
}

/// Each setting with its value and who says so.
fn rows(force: &InForce) -> Vec<(&'static str, String, String)> {
    fn row<T>(setting: Option<&Setting<T>>, none: &str, text: impl FnOnce(&T) -> String) -> (String, String) {
        let built_in = || (none.to_owned(), Origin::BuiltIn.to_string());
        setting.map_or_else(built_in, |setting| (text(&setting.value), setting.origin.to_string()))
    }
    let InForce { collection, index, paths, source, lang, encoding } = force;
    let all = [
        ("collection", row(collection.as_ref(), "-", Clone::clone)),
        ("index", row(Some(index), "-", |dir| dir.display().to_string())),
        ("paths", row(Some(paths).filter(|paths| !paths.value.is_empty()), "-", |paths| names(paths).join(", "))),
        ("source", row(source.as_ref(), "-", Clone::clone)),
        ("lang", row(lang.as_ref(), "-", Clone::clone)),
        ("encoding", row(encoding.as_ref(), "recognised", |encoding| encoding.name().to_owned())),
    ];
    all.into_iter().map(|(name, (value, origin))| (name, value, origin)).collect()
}

fn names<P: AsRef<Path>>(paths: &[P]) -> Vec<String> {
    paths.iter().map(|path| shown(path.as_ref()).to_string_lossy().into_owned()).collect()
}

/// The same for programs; `null` for what nobody sets.
fn as_json(force: &InForce, files: &Files) -> Value {
    fn setting<T>(setting: Option<&Setting<T>>, value: impl FnOnce(&T) -> Value) -> Value {
        let Some(Setting { value: set, origin }) = setting else { return Value::Null };
        let place = match origin {
            Origin::File(place) | Origin::Only(place) => Some(place),
            _ => None,
        };
        let (from, line) = match place {
            Some(place) => (place.path.to_string_lossy().into_owned(), Some(place.line)),
            None => (origin.to_string(), None),
        };
        json!({"value": value(set), "from": from, "line": line})
    }
    let text = |text: &String| json!(text);
    let collections = files.collections();
    let collections =
        collections.iter().map(|(name, place)| json!({"name": name, "from": place.path, "line": place.line}));
    json!({
        "collection": setting(force.collection.as_ref(), text),
        "index": setting(Some(&force.index), |dir| json!(dir)),
        "paths": setting(Some(&force.paths), |paths| json!(paths)),
        "source": setting(force.source.as_ref(), text),
        "lang": setting(force.lang.as_ref(), text),
        "encoding": setting(force.encoding.as_ref(), |encoding| json!(encoding.name())),
        "files": files.paths().collect::<Vec<_>>(),
        "collections": collections.collect::<Vec<_>>(),
    })
}

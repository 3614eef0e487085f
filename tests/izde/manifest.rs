//! `rust-version` says which compiler builds izde: at least what every dependency needs.

use std::process::Command;

use serde_json::Value;

/// `1.89` or `1.89.0` as numbers.
fn version(text: &str) -> Vec<u32> {
    text.split('.').filter_map(|part| part.parse().ok()).chain([0, 0]).take(3).collect()
}

#[test]
fn no_dependency_needs_a_newer_compiler() {
    let manifest = concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml");
    let cargo = Command::new(env!("CARGO"))
        .args(["metadata", "--offline", "--locked", "--format-version=1", "--manifest-path", manifest])
        .output()
        .expect("cargo runs");
    if !cargo.status.success() {
        // Crates for other systems may not have been fetched; then there is nothing to compare with.
        eprintln!("skipped: {}", String::from_utf8_lossy(&cargo.stderr));
        return;
    }
    let metadata: Value = serde_json::from_slice(&cargo.stdout).expect("JSON");
    let ours = version(env!("CARGO_PKG_RUST_VERSION"));
    assert!(ours > vec![1, 0, 0], "rust-version is not stated");
    let packages = metadata["packages"].as_array().expect("packages");
    assert!(packages.len() > 20, "cargo metadata lists the dependencies");
    let too_new = packages.iter().filter_map(|package| {
        let needs = package["rust_version"].as_str()?;
        (version(needs) > ours).then(|| format!("{} {} needs Rust {needs}", package["name"], package["version"]))
    });
    assert_eq!(too_new.collect::<Vec<_>>(), Vec::<String>::new(), "raise rust-version or hold these back");
}

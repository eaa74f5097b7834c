//! What a build script calls.

use crate::error::{Error, Kind};
use crate::options::{OpenApi, Options, Side};
use crate::target::{TARGETS, Target, TargetError};
use crate::{Compiled, Files, output};
use aspyx_idl::diagnostic::Severity;
use aspyx_idl::model::Model;
use aspyx_idl::render;
use aspyx_idl::source::Sources;
use std::path::{Path, PathBuf};

/// Compiles every `.svc` file below a folder, or a single one, and writes Rust code to `OUT_DIR`.
///
/// # Errors
///
/// Fails if something is wrong with the files, all of it together, or the code cannot be written.
pub fn compile(source: impl Into<PathBuf>) -> Result<(), Error> {
    builder().source(source).compile()
}

/// Begins a compilation with choices.
pub fn builder() -> Builder {
    Builder { sources: Vec::new(), imports: Vec::new(), out_dir: None, more: Vec::new(), options: Options::default() }
}

/// A compilation with choices; [`compile`](Builder::compile) carries it out.
#[derive(Clone, Debug)]
#[must_use = "nothing is compiled before `compile` is called"]
pub struct Builder {
    sources: Vec<PathBuf>,
    imports: Vec<PathBuf>,
    out_dir: Option<PathBuf>,
    more: Vec<(&'static Target, PathBuf)>,
    options: Options,
}

impl Builder {
    /// Adds a file, or a folder with all files below it.
    pub fn source(mut self, path: impl Into<PathBuf>) -> Self {
        self.sources.push(path.into());
        self
    }

    /// Adds a file or folder whose packages may be used, but are not generated.
    pub fn import(mut self, path: impl Into<PathBuf>) -> Self {
        self.imports.push(path.into());
        self
    }

    /// Says where the Rust code of an imported package is: `("common.v1", "::common_api::common::v1")`.
    pub fn extern_package(mut self, package: impl Into<String>, path: impl Into<String>) -> Self {
        self.options.externs.insert(package.into(), path.into());
        self
    }

    /// Chooses whether clients are generated; they are unless told otherwise.
    pub fn client(mut self, wanted: bool) -> Self {
        self.options.client = Side::from(wanted);
        self
    }

    /// Chooses whether dispatchers and builders of components are generated; they are unless told otherwise.
    pub fn server(mut self, wanted: bool) -> Self {
        self.options.server = Side::from(wanted);
        self
    }

    /// Chooses whether there is a blocking side of each service, for code that is not asynchronous; there is none unless
    /// asked for.
    ///
    /// Of a service `Catalog` it makes the trait `CatalogBlocking`, whose implementations `aspyx::Blocking` offers as a
    /// service, and `CatalogBlockingClient`, which waits for answers and needs no runtime:
    ///
    /// ```no_run
    /// // build.rs
    /// aspyx_gen::builder().source("svc").blocking(true).compile().unwrap_or_else(|error| error.exit());
    /// ```
    ///
    /// ```ignore
    /// impl CatalogBlocking for CatalogImpl {
    ///     fn get(&self, id: Uuid) -> Result<Product, CatalogGetError> {
    ///         Ok(self.database.query(id)?)
    ///     }
    /// }
    ///
    /// let shop = Shop::builder().catalog(aspyx::Blocking(CatalogImpl { database })).build();
    ///
    /// let catalog = manager.get_service::<CatalogBlockingClient>()?;
    /// let product = catalog.get(id)?;
    /// ```
    pub fn blocking(mut self, wanted: bool) -> Self {
        self.options.blocking = Side::from(wanted);
        self
    }

    /// Writes below another folder than `OUT_DIR`; as there, the files stand in a folder `aspyx` of it.
    pub fn out_dir(mut self, folder: impl Into<PathBuf>) -> Self {
        self.out_dir = Some(folder.into());
        self
    }

    /// Writes `.proto` files to a folder too, with the descriptor set they compile to.
    #[cfg(feature = "proto")]
    pub fn proto(mut self, folder: impl Into<PathBuf>) -> Self {
        self.more.push((&crate::target::PROTO, folder.into()));
        self
    }

    /// Writes OpenAPI documents to a folder too, as YAML and as JSON: one of each for a component on the rest channel.
    pub fn openapi(mut self, folder: impl Into<PathBuf>) -> Self {
        self.more.push((&crate::target::OPENAPI, folder.into()));
        self
    }

    /// Chooses the version of OpenAPI, for tools that do not read the newest.
    pub fn openapi_version(mut self, version: OpenApi) -> Self {
        self.options.openapi = version;
        self
    }

    /// Writes plain structs for the crate prost to a folder too; its `mod.rs` holds them all.
    #[cfg(feature = "prost")]
    pub fn prost(mut self, folder: impl Into<PathBuf>) -> Self {
        self.more.push((&crate::target::PROST, folder.into()));
        self
    }

    /// Compiles, tells cargo what it has to watch, and writes what has changed.
    ///
    /// # Errors
    ///
    /// Fails if something is wrong with the files, all of it together, or the code cannot be written.
    pub fn compile(self) -> Result<(), Error> {
        if self.sources.is_empty() {
            return Err(Error(Kind::NoSource));
        }
        let folder = self.folder()?;
        self.watch();
        let compiled = self.read()?;
        for warning in warnings(&compiled) {
            println!("cargo:warning={warning}");
        }
        self.write(&compiled, &folder)
    }

    fn folder(&self) -> Result<PathBuf, Error> {
        let folder = self.out_dir.clone().or_else(|| std::env::var_os("OUT_DIR").map(PathBuf::from));
        folder.map(|folder| folder.join("aspyx")).ok_or(Error(Kind::NoOutDir))
    }

    fn read(&self) -> Result<Compiled, Error> {
        Compiled::new(&self.sources, &self.imports).map_err(|errors| Error(Kind::Load(errors)))
    }

    /// Tells cargo what to watch, also when the compilation fails: cargo would otherwise watch the whole package. It
    /// looks into folders by itself.
    fn watch(&self) {
        for path in self.sources.iter().chain(&self.imports) {
            println!("cargo:rerun-if-changed={}", path.display());
        }
    }

    fn write(&self, compiled: &Compiled, folder: &Path) -> Result<(), Error> {
        let Some(model) = &compiled.compilation.model else {
            let text = render::human(&compiled.compilation.diagnostics, &compiled.sources, false);
            return Err(Error(Kind::Findings(text)));
        };
        let options = Options { roots: self.sources.clone(), ..self.options.clone() };
        let more = self.more.iter().map(|(target, folder)| (*target, folder.as_path()));
        let all = std::iter::once((&TARGETS[0], folder)).chain(more);
        let files = |(target, folder): (&'static Target, _)| {
            generated(target, model, &options, &compiled.sources).map(|files| (target, folder, files))
        };
        // Nothing is written before it is clear that everything can be.
        for (target, folder, files) in all.map(files).collect::<Result<Vec<_>, _>>()? {
            let plan = output::compare(folder, target, &files).map_err(|error| Error(Kind::Output(error)))?;
            plan.apply().map_err(|error| Error(Kind::Output(error)))?;
        }
        Ok(())
    }
}

fn generated(target: &Target, model: &Model, options: &Options, sources: &Sources) -> Result<Files, Error> {
    let shown = |errors: Vec<TargetError>| errors.iter().map(|error| error.show(sources)).collect();
    (target.generate)(model, options).map_err(|errors| Error(Kind::Target(shown(errors))))
}

/// Returns the warnings, which do not stop the build, a line each.
fn warnings(compiled: &Compiled) -> impl Iterator<Item = String> {
    let diagnostics = compiled.compilation.diagnostics.iter();
    diagnostics.filter(|it| it.code.severity() == Severity::Warning).map(|it| {
        let span = it.label.span;
        let (line, column) = compiled.sources.position(span.file, span.start);
        let path = &compiled.sources[span.file].path;
        format!("{path}:{line}:{column}: {} [{}]", it.message.replace('\n', " "), it.code.id)
    })
}

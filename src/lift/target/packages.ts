/** Top-level names of packages that are installed beside many notebooks: a file of such a name would hide
 *  the package. */
export const KNOWN_PACKAGES: ReadonlySet<string> = new Set(
  `
  IPython PIL absl accelerate aiohttp airflow altair anyio arrow arviz astropy attr attrs autogluon bambi
  black bokeh boto3 botocore bs4 bson cachetools cartopy catboost cffi charset_normalizer chardet click cloudpickle
  conda cryptography cv2 cvxpy cycler cython dagster dash dask databricks datasets datashader dateutil dbt
  delta diffusers distributed django docx dotenv duckdb dvc dvclive emcee evaluate faiss fastai fastapi
  fastparquet filelock flask folium fsspec gcsfs gensim geopandas gradio graphviz great_expectations h5py
  holoviews httpx huggingface_hub hvplot hydra hyperopt igraph imageio imblearn implicit ipykernel ipywidgets
  jax jaxlib jinja2 joblib jsonschema jupyter jupyter_client jupyter_core jupyterlab kedro keras kfp
  kiwisolver langchain librosa lightgbm lightning lime llvmlite loguru lxml markdown markupsafe matplotlib
  matplotlib_inline metaflow mlflow mlxtend mpl_toolkits mpmath msgpack mypy nbconvert nbformat networkx nibabel
  nltk notebook numba numexpr numpy nvidia omegaconf onnx onnxruntime openai openpyxl optuna orjson packaging pandas
  panel papermill param parso patsy peft pendulum pint pip pkg_resources plotly plotnine ploomber polars
  prefect prophet psutil psycopg2 pyarrow pycparser pydantic pydot pygments pylab pymc pymongo pymysql
  pyparsing pyproj pyspark pytest pytesseract pytorch_lightning pytz pywt rasterio ray redis regex
  requests rich ruff s3fs scikitplot scipy scrapy seaborn selenium sentence_transformers setuptools shap
  shapely simplejson six skimage sklearn skopt sktime smart_open snowflake sortedcontainers soupsieve
  spacy sqlalchemy stable_baselines3 stan starlette statsmodels streamlit surprise sympy tables tabulate
  tenacity tensorboard tensorboardX tensorflow tensorflow_datasets tensorflow_hub termcolor textblob
  threadpoolctl tiktoken timm tokenizers toml toolz torch torchaudio torchmetrics torchtext torchvision
  tornado tqdm traitlets transformers tree_sitter tslearn typer typing_extensions tzdata tzlocal ujson umap
  urllib3 vaex vega voila wandb wasabi watchdog wheel wordcloud xarray xgboost xlrd xlsxwriter
  xlwt yaml yellowbrick yfinance ydata_profiling zarr zipp zmq
  `
    .trim()
    .split(/\s+/)
);

/** Those of them that are everyday words: a file of such a name is meant more often than the package. */
const EVERYDAY = new Set(
  (
    'accelerate arrow bambi black click dash datasets distributed evaluate implicit lightning lime notebook packaging ' +
    'panel param prophet ray regex rich stan surprise tables tabulate vega voila wheel'
  ).split(' ')
);

/** Whether a module of this name would surely hide a package. */
export function isPackageName(name: string): boolean {
  return KNOWN_PACKAGES.has(name) && !EVERYDAY.has(name);
}

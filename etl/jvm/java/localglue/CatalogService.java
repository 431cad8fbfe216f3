package localglue;

/** Answers for Spark what the Data Catalog knows; etl/catalog/spark/service.py implements it. */
public interface CatalogService {
    /**
     * Does an operation.
     *
     * @param operation its name
     * @param arguments a JSON array
     * @return a JSON object: `answer`, or `error` (a name of CatalogErrors) with `names` and `message`
     */
    String call(String operation, String arguments);
}

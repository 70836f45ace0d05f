export default () => <h1>Latest</h1>;
